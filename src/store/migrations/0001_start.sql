CREATE TABLE "article_keys" (
	"key" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"article_id" text NOT NULL,
	CONSTRAINT "article_keys_key_published_at_article_id_pk" PRIMARY KEY("key","published_at","article_id")
);
--> statement-breakpoint
CREATE TABLE "article_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"text_from" text NOT NULL,
	"replaced_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_words" (
	"article_id" text PRIMARY KEY NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" text PRIMARY KEY NOT NULL,
	"feed_id" text NOT NULL,
	"workspace_id" text,
	"outlet" text NOT NULL,
	"publisher" text NOT NULL,
	"url" text NOT NULL,
	"page_url" text NOT NULL,
	"title" text NOT NULL,
	"author" text,
	"language" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"text" text NOT NULL,
	"text_from" text DEFAULT 'feed' NOT NULL,
	"item_hash" text NOT NULL,
	"baseline" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text,
	"time_zone" text,
	"muted_topics" text[] DEFAULT '{}' NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"broken_reason" text,
	"broken_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"channel_id" text NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"state" text NOT NULL,
	"story_ids" text[] DEFAULT '{}' NOT NULL,
	"from_at" timestamp (3) with time zone,
	"to_at" timestamp (3) with time zone,
	"message_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_once" UNIQUE("channel_id","kind","period"),
	CONSTRAINT "deliveries_confirmed" CHECK (state <> 'confirmed' or confirmed_at is not null)
);
--> statement-breakpoint
CREATE TABLE "digest_schedules" (
	"channel_id" text PRIMARY KEY NOT NULL,
	"cadence" text NOT NULL,
	"local_time" text NOT NULL,
	"weekday" smallint,
	"time_zone" text NOT NULL,
	"set_by" text,
	"set_at" timestamp (3) with time zone NOT NULL,
	"next_due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_days" (
	"feed_id" text NOT NULL,
	"day" date NOT NULL,
	"looks" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"items" integer DEFAULT 0 NOT NULL,
	"fresh" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "feed_days_feed_id_day_pk" PRIMARY KEY("feed_id","day")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text,
	"outlet" text NOT NULL,
	"publisher" text NOT NULL,
	"country" text NOT NULL,
	"class" text NOT NULL,
	"language" text NOT NULL,
	"url" text NOT NULL,
	"homepage" text,
	"section" text,
	"other_urls" text[] DEFAULT '{}' NOT NULL,
	"search" boolean DEFAULT false NOT NULL,
	"full_text" boolean,
	"paywalled" boolean DEFAULT false NOT NULL,
	"added_by" text,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"current_url" text,
	"etag" text,
	"last_modified" text,
	"next_look_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"look_every_ms" integer,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_look_at" timestamp (3) with time zone,
	"last_ok_at" timestamp (3) with time zone,
	"last_new_at" timestamp (3) with time zone,
	"baseline_at" timestamp (3) with time zone,
	"told" text
);
--> statement-breakpoint
CREATE TABLE "quote_subjects" (
	"subject" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"quote_id" bigint NOT NULL,
	"speaker_id" text,
	CONSTRAINT "quote_subjects_subject_published_at_quote_id_pk" PRIMARY KEY("subject","published_at","quote_id")
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quotes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"workspace_id" text,
	"outlet" text NOT NULL,
	"publisher" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"spans" jsonb NOT NULL,
	"cue" jsonb,
	"speaker_span" jsonb,
	"content" text[] NOT NULL,
	"context" text,
	"speaker_id" text,
	"speaker_name" text,
	"speaker_actor" text,
	"speaker_role" text,
	"side" text NOT NULL,
	"confidence" real NOT NULL,
	"about_actors" text[] DEFAULT '{}' NOT NULL,
	"about_topics" text[] DEFAULT '{}' NOT NULL,
	"rules" text[] DEFAULT '{}' NOT NULL,
	"statement_id" text NOT NULL,
	"leads" boolean DEFAULT true NOT NULL,
	CONSTRAINT "quotes_place" UNIQUE("article_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"article_id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	"relevant" boolean NOT NULL,
	"relevance" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"topics" jsonb NOT NULL,
	"mentions" jsonb NOT NULL,
	"summary" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speakers" (
	"id" text PRIMARY KEY NOT NULL,
	"actor" text,
	"name" text NOT NULL,
	"role" text,
	"side" text NOT NULL,
	"quotes" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"folded" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text,
	"headline" text NOT NULL,
	"summary" text NOT NULL,
	"storyline_id" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"actors" text[] DEFAULT '{}' NOT NULL,
	"rank" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"articles" integer NOT NULL,
	"publishers" integer NOT NULL,
	"baseline" boolean NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', headline || ' ' || summary)) STORED
);
--> statement-breakpoint
CREATE TABLE "story_articles" (
	"article_id" text PRIMARY KEY NOT NULL,
	"story_id" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"revision_of" text,
	"likeness" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"fingerprint" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"channel_id" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"when" text NOT NULL,
	"added_by" text,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_channel_id_kind_value_pk" PRIMARY KEY("channel_id","kind","value")
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"article_id" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"spans" jsonb NOT NULL,
	"method" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"installation" text,
	"admins_only" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_keys" ADD CONSTRAINT "article_keys_article_id_story_articles_article_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."story_articles"("article_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_revisions" ADD CONSTRAINT "article_revisions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_words" ADD CONSTRAINT "article_words_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_schedules" ADD CONSTRAINT "digest_schedules_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_days" ADD CONSTRAINT "feed_days_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_subjects" ADD CONSTRAINT "quote_subjects_quote_id_quotes_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quotes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_articles" ADD CONSTRAINT "story_articles_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_articles" ADD CONSTRAINT "story_articles_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_keys_article_id_index" ON "article_keys" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "article_revisions_article_id_replaced_at_index" ON "article_revisions" USING btree ("article_id","replaced_at");--> statement-breakpoint
CREATE INDEX "article_words_words_index" ON "article_words" USING gin ("words");--> statement-breakpoint
CREATE INDEX "article_words_published_at_article_id_index" ON "article_words" USING btree ("published_at","article_id");--> statement-breakpoint
CREATE INDEX "articles_feed_id_seen_at_index" ON "articles" USING btree ("feed_id","seen_at");--> statement-breakpoint
CREATE INDEX "articles_seen_at_index" ON "articles" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "articles_published_at_index" ON "articles" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "channels_workspace_id_index" ON "channels" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "deliveries_next_try_at_index" ON "deliveries" USING btree ("next_try_at") WHERE state in ('claimed', 'sent');--> statement-breakpoint
CREATE INDEX "deliveries_channel_id_claimed_at_index" ON "deliveries" USING btree ("channel_id","claimed_at");--> statement-breakpoint
CREATE INDEX "deliveries_claimed_at_index" ON "deliveries" USING btree ("claimed_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "digest_schedules_next_due_at_index" ON "digest_schedules" USING btree ("next_due_at");--> statement-breakpoint
CREATE INDEX "feeds_next_look_at_index" ON "feeds" USING btree ("next_look_at") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_workspace_id_url_index" ON "feeds" USING btree ("workspace_id","url") WHERE workspace_id is not null and removed_at is null;--> statement-breakpoint
CREATE INDEX "quote_subjects_speaker_id_subject_published_at_quote_id_index" ON "quote_subjects" USING btree ("speaker_id","subject","published_at","quote_id");--> statement-breakpoint
CREATE INDEX "quote_subjects_quote_id_index" ON "quote_subjects" USING btree ("quote_id");--> statement-breakpoint
CREATE INDEX "quotes_speaker_id_published_at_id_index" ON "quotes" USING btree ("speaker_id","published_at","id");--> statement-breakpoint
CREATE INDEX "quotes_published_at_id_index" ON "quotes" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "quotes_statement_id_index" ON "quotes" USING btree ("statement_id");--> statement-breakpoint
CREATE INDEX "readings_version_index" ON "readings" USING btree ("version") WHERE relevant;--> statement-breakpoint
CREATE INDEX "speakers_folded_index" ON "speakers" USING gin ("folded" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "speakers_quotes_index" ON "speakers" USING btree ("quotes");--> statement-breakpoint
CREATE INDEX "stories_last_at_id_index" ON "stories" USING btree ("last_at","id");--> statement-breakpoint
CREATE INDEX "stories_placed_at_index" ON "stories" USING btree ("placed_at");--> statement-breakpoint
CREATE INDEX "stories_storyline_id_last_at_index" ON "stories" USING btree ("storyline_id","last_at");--> statement-breakpoint
CREATE INDEX "stories_topics_index" ON "stories" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "stories_actors_index" ON "stories" USING gin ("actors");--> statement-breakpoint
CREATE INDEX "stories_words_index" ON "stories" USING gin ("words");--> statement-breakpoint
CREATE INDEX "story_articles_story_id_index" ON "story_articles" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "subscriptions_kind_value_index" ON "subscriptions" USING btree ("kind","value") WHERE "when" = 'now';