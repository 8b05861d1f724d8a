ALTER TABLE "article_words" ADD COLUMN "workspace_id" text;--> statement-breakpoint
ALTER TABLE "article_words" ADD COLUMN "outlet" text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE "article_words" w SET workspace_id = a.workspace_id, outlet = a.outlet FROM "articles" a WHERE a.id = w.article_id;
