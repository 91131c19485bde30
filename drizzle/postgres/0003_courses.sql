CREATE TABLE "course" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "course_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"status" text NOT NULL,
	"version" integer,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"topic" text NOT NULL,
	"author" text NOT NULL,
	"cites" text NOT NULL,
	"law_as_of" text,
	"mandatory" boolean NOT NULL,
	"audience" jsonb NOT NULL,
	"due_on" text,
	"minutes" integer NOT NULL,
	"search_key" text NOT NULL,
	"title_key" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"published_at" bigint,
	"archived_at" bigint,
	CONSTRAINT "course_code_unique" UNIQUE("code"),
	CONSTRAINT "course_minutes" CHECK ("course"."minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "course_file" (
	"course_id" integer NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	CONSTRAINT "course_file_course_id_hash_pk" PRIMARY KEY("course_id","hash")
);
--> statement-breakpoint
CREATE TABLE "course_version" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "course_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"course_id" integer NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"outline" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"published_at" bigint,
	"published_by" integer
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"course_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"completed_at" bigint,
	"completed_version" integer,
	CONSTRAINT "enrolment_course_id_cadre_id_pk" PRIMARY KEY("course_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_answer" (
	"cadre_id" integer NOT NULL,
	"course_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"round" integer NOT NULL,
	"part" text NOT NULL,
	"version" integer NOT NULL,
	"question_version_id" integer,
	"choice" jsonb NOT NULL,
	"right" boolean NOT NULL,
	"happened_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "lesson_answer_cadre_id_course_id_lesson_key_round_part_pk" PRIMARY KEY("cadre_id","course_id","lesson_key","round","part")
);
--> statement-breakpoint
CREATE TABLE "lesson_evidence" (
	"cadre_id" integer NOT NULL,
	"report_id" text NOT NULL,
	"course_id" integer NOT NULL,
	"version" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"happened_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "lesson_evidence_cadre_id_report_id_pk" PRIMARY KEY("cadre_id","report_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"course_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"done_at" bigint,
	"place" jsonb NOT NULL,
	CONSTRAINT "lesson_progress_cadre_id_course_id_lesson_key_pk" PRIMARY KEY("cadre_id","course_id","lesson_key")
);
--> statement-breakpoint
CREATE TABLE "lesson_question" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lesson_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"course_id" integer NOT NULL,
	"lesson_key" text NOT NULL,
	"cadre_id" integer NOT NULL,
	"body" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"answer" text,
	"answered_at" bigint,
	"answered_by" integer
);
--> statement-breakpoint
ALTER TABLE "course_file" ADD CONSTRAINT "course_file_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version" ADD CONSTRAINT "course_version_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_answer" ADD CONSTRAINT "lesson_answer_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_answer" ADD CONSTRAINT "lesson_answer_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_evidence" ADD CONSTRAINT "lesson_evidence_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_evidence" ADD CONSTRAINT "lesson_evidence_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_question" ADD CONSTRAINT "lesson_question_course_id_course_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."course"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_question" ADD CONSTRAINT "lesson_question_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_status" ON "course" USING btree ("status");--> statement-breakpoint
CREATE INDEX "course_file_hash" ON "course_file" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "course_version_number" ON "course_version" USING btree ("course_id","number");--> statement-breakpoint
CREATE INDEX "enrolment_cadre" ON "enrolment" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "lesson_answer_course" ON "lesson_answer" USING btree ("course_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_evidence_lesson" ON "lesson_evidence" USING btree ("course_id","cadre_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_progress_course" ON "lesson_progress" USING btree ("course_id");--> statement-breakpoint
CREATE INDEX "lesson_question_lesson" ON "lesson_question" USING btree ("course_id","lesson_key");--> statement-breakpoint
CREATE INDEX "lesson_question_waiting" ON "lesson_question" USING btree ("answered_at");