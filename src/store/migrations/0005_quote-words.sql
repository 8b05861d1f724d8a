ALTER TABLE "quotes" ADD COLUMN "words" "tsvector" DEFAULT ''::tsvector NOT NULL;--> statement-breakpoint
CREATE INDEX "quotes_words_index" ON "quotes" USING gin ("words");