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
# What Node makes of the TypeScript is made once, here, rather than at every start of a container.
ENV NODE_COMPILE_CACHE=/home/node/compile-cache
RUN ["node", "src/main.ts", "--help"]
ENV BACKCHANNEL_DATA=/data PORT=8080
EXPOSE 8080
# As `npm start` does, which would not hand on signals.
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=40", "--import", "./src/compile-cache.mjs", "src/main.ts"]
