CREATE TABLE "model_answers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "model_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"model" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"tokens" integer,
	"refused" text
);
--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "written_summary" text;--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "written_by" text;--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "written_from" integer;--> statement-breakpoint
CREATE INDEX "model_answers_asked_at_index" ON "model_answers" USING btree ("asked_at");