CREATE TABLE "practice_answer" (
	"run_id" integer NOT NULL,
	"question_version_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"choice" jsonb NOT NULL,
	"right" boolean NOT NULL,
	"answered_at" bigint NOT NULL,
	CONSTRAINT "practice_answer_run_id_question_version_id_pk" PRIMARY KEY("run_id","question_version_id")
);
--> statement-breakpoint
CREATE TABLE "practice_card" (
	"cadre_id" integer NOT NULL,
	"question_id" integer NOT NULL,
	"seen" integer NOT NULL,
	"wrong" integer NOT NULL,
	"streak" integer NOT NULL,
	"in_book_since" bigint,
	"mastered_at" bigint,
	"favourite" boolean NOT NULL,
	"due_on" text,
	"memory" jsonb,
	CONSTRAINT "practice_card_cadre_id_question_id_pk" PRIMARY KEY("cadre_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "practice_run" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"mode" text NOT NULL,
	"topic_id" integer,
	"statute_id" integer,
	"version_ids" jsonb NOT NULL,
	"started_at" bigint NOT NULL,
	"touched_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "question_report" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "question_report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"question_version_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"body" text NOT NULL,
	"reported_at" bigint NOT NULL,
	"reply" text,
	"settled_at" bigint,
	"settled_by" integer
);
--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_run_id_practice_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."practice_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_answer" ADD CONSTRAINT "practice_answer_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_card" ADD CONSTRAINT "practice_card_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_card" ADD CONSTRAINT "practice_card_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_topic_id_topic_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topic"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_run" ADD CONSTRAINT "practice_run_statute_id_statute_id_fk" FOREIGN KEY ("statute_id") REFERENCES "public"."statute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_report" ADD CONSTRAINT "question_report_question_version_id_question_version_id_fk" FOREIGN KEY ("question_version_id") REFERENCES "public"."question_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_report" ADD CONSTRAINT "question_report_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "practice_answer_cadre" ON "practice_answer" USING btree ("cadre_id","answered_at");--> statement-breakpoint
CREATE INDEX "practice_card_due" ON "practice_card" USING btree ("cadre_id","due_on");--> statement-breakpoint
CREATE INDEX "practice_card_book" ON "practice_card" USING btree ("cadre_id","in_book_since");--> statement-breakpoint
CREATE INDEX "practice_run_cadre" ON "practice_run" USING btree ("cadre_id","touched_at");--> statement-breakpoint
CREATE INDEX "question_report_open" ON "question_report" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "question_report_cadre" ON "question_report" USING btree ("cadre_id");