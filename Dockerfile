# The bot alone: PostgreSQL and Redis stand beside it in docker-compose.yml.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The test-only packages stay out; the embedded PostgreSQL is not needed beside a real one.
RUN npm ci --omit=dev && npm cache clean --force
COPY src ./src
COPY commands ./commands
COPY jobs ./jobs
RUN mkdir /data && chown node:node /data
USER node
ENV BACKCHANNEL_DATA=/data PORT=8080
EXPOSE 8080
CMD ["node", "src/main.ts"]
