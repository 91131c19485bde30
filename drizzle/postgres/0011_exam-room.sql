CREATE TABLE "attempt_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"amount" integer,
	"reason" text,
	"by" integer
);
--> statement-breakpoint
CREATE TABLE "exam_question" (
	"exam_id" integer NOT NULL,
	"position" integer NOT NULL,
	"question_version_id" integer NOT NULL,
	"points" double precision NOT NULL,
	"section" text DEFAULT '' NOT NULL,
	CONSTRAINT "exam_question_exam_id_position_pk" PRIMARY KEY("exam_id","position")
);
--> statement-breakpoint
CREATE TABLE "lasting_extra_time" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lasting_extra_time_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"factor" double precision NOT NULL,
	"reason" text NOT NULL,
	"granted_at" bigint NOT NULL,
	"granted_by" integer,
	"ended_at" bigint,
	"ended_by" integer,
	CONSTRAINT "lasting_extra_time_factor" CHECK ("lasting_extra_time"."factor" between 1.25 and 3)
);
--> statement-breakpoint
CREATE TABLE "question_distinct" (
	"first_id" integer NOT NULL,
	"second_id" integer NOT NULL,
	"decided_at" bigint NOT NULL,
	"decided_by" integer,
	CONSTRAINT "question_distinct_first_id_second_id_pk" PRIMARY KEY("first_id","second_id")
);
--> statement-breakpoint
CREATE TABLE "question_picture" (
	"hash" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer
);
--> statement-breakpoint
CREATE TABLE "question_picture_use" (
	"question_version_id" integer NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "question_picture_use_question_version_id_hash_pk" PRIMARY KEY("question_version_id","hash")
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "take_overs" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "seen_at" bigint;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "unsent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "statement" text;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "statement_at" bigint;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "paper_form" text;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "errors_held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt_question" ADD COLUMN "part" integer;--> statement-breakpoint
ALTER TABLE "attempt_question" ADD COLUMN "section" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "scoring" text DEFAULT 'exact' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "paper" text DEFAULT 'drawn' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "mix" jsonb;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "shuffle_questions" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "shuffle_options" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "try_rule" text DEFAULT 'best' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "statement" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "results_release" text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "answers_release" text DEFAULT 'at-once' NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "results_released_at" bigint;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "answers_released_at" bigint;--> statement-breakpoint
ALTER TABLE "exam_extra_time" ADD COLUMN "factor" double precision;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "question_version" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "attempt_event" ADD CONSTRAINT "attempt_event_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_question" ADD CONSTRAINT "exam_question_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_question" ADD CONSTRAINT "exam_question_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lasting_extra_time" ADD CONSTRAINT "lasting_extra_time_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_distinct" ADD CONSTRAINT "question_distinct_first_id_question_id_fk" FOREIGN KEY ("first_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_distinct" ADD CONSTRAINT "question_distinct_second_id_question_id_fk" FOREIGN KEY ("second_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_picture_use" ADD CONSTRAINT "question_picture_use_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_picture_use" ADD CONSTRAINT "question_picture_use_hash_question_picture_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."question_picture"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_event_attempt" ON "attempt_event" USING btree ("attempt_id","at");--> statement-breakpoint
CREATE INDEX "exam_question_version" ON "exam_question" USING btree ("question_version_id");--> statement-breakpoint
CREATE INDEX "lasting_extra_time_cadre" ON "lasting_extra_time" USING btree ("cadre_id","ended_at");--> statement-breakpoint
CREATE INDEX "question_distinct_second" ON "question_distinct" USING btree ("second_id");--> statement-breakpoint
CREATE INDEX "question_picture_use_hash" ON "question_picture_use" USING btree ("hash");