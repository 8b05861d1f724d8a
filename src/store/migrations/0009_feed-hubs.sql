CREATE TABLE "feed_hubs" (
	"id" text PRIMARY KEY NOT NULL,
	"feed_id" text NOT NULL,
	"hub" text NOT NULL,
	"topic" text NOT NULL,
	"callback" text NOT NULL,
	"token" text NOT NULL,
	"secret" text NOT NULL,
	"wanted" boolean DEFAULT true NOT NULL,
	"asked" text,
	"asked_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"pushed_at" timestamp (3) with time zone,
	CONSTRAINT "feed_hubs_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "feed_hubs" ADD CONSTRAINT "feed_hubs_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_hubs_feed_id_index" ON "feed_hubs" USING btree ("feed_id");--> statement-breakpoint
CREATE INDEX "feed_hubs_next_try_at_index" ON "feed_hubs" USING btree ("next_try_at");