ALTER TABLE "feeds" ADD COLUMN "last_items" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "admin_id" text;