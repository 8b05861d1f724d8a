ALTER TABLE "deliveries" ADD COLUMN "article_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "message" text;