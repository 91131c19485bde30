CREATE TABLE "attempt_result" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attempt_result_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" integer NOT NULL,
	"points" double precision NOT NULL,
	"points_possible" double precision NOT NULL,
	"passed" boolean,
	"cause" text NOT NULL,
	"remark_id" integer,
	"at" bigint NOT NULL,
	"by" integer
);
--> statement-breakpoint
CREATE TABLE "human_mark" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "human_mark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" integer NOT NULL,
	"position" integer NOT NULL,
	"marker_id" integer NOT NULL,
	"given" jsonb NOT NULL,
	"share" double precision,
	"comment" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_statistic" (
	"question_id" integer PRIMARY KEY NOT NULL,
	"met" integer NOT NULL,
	"exams" integer NOT NULL,
	"facility" double precision,
	"discrimination" double precision,
	"computed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remark" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "remark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"exam_id" integer NOT NULL,
	"question_version_id" integer NOT NULL,
	"part" integer,
	"ruling" jsonb NOT NULL,
	"reason" text NOT NULL,
	"changed" integer NOT NULL,
	"newly_passed" integer NOT NULL,
	"newly_failed" integer NOT NULL,
	"at" bigint NOT NULL,
	"by" integer
);
--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "markers" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "marking_tolerance" double precision DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "exam" ADD COLUMN "marking_blind" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt_result" ADD CONSTRAINT "attempt_result_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_result" ADD CONSTRAINT "attempt_result_remark_id_remark_id_fk" FOREIGN KEY ("remark_id") REFERENCES "public"."remark"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "human_mark" ADD CONSTRAINT "human_mark_attempt_id_attempt_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempt"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_statistic" ADD CONSTRAINT "question_statistic_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remark" ADD CONSTRAINT "remark_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remark" ADD CONSTRAINT "remark_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_result_attempt" ON "attempt_result" USING btree ("attempt_id","id");--> statement-breakpoint
CREATE INDEX "attempt_result_at" ON "attempt_result" USING btree ("at");--> statement-breakpoint
CREATE INDEX "human_mark_place" ON "human_mark" USING btree ("attempt_id","position","id");--> statement-breakpoint
CREATE INDEX "remark_exam" ON "remark" USING btree ("exam_id","id");