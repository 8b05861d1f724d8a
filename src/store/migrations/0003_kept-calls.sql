CREATE TABLE "kept_calls" (
	"key" text PRIMARY KEY NOT NULL,
	"command" text NOT NULL,
	"options" jsonb NOT NULL,
	"kept_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "kept_calls_age" ON "kept_calls" USING btree ("kept_at");