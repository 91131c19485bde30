CREATE TABLE "authority_proposal" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "authority_proposal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"made_on" text NOT NULL,
	"addressee" text NOT NULL,
	"reason" text NOT NULL,
	"document_number" text,
	"note" text,
	"takes_back_id" integer,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "authority_proposal_takesBackId_unique" UNIQUE("takes_back_id")
);
--> statement-breakpoint
CREATE TABLE "card_case" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "card_case_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"cause" text,
	"opened_on" text NOT NULL,
	"due_on" text,
	"opened_at" bigint NOT NULL,
	"opened_by" integer,
	"closed_at" bigint,
	"ticks" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_step" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_step_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"case_id" integer NOT NULL,
	"stage" text NOT NULL,
	"happened_on" text NOT NULL,
	"authority" text NOT NULL,
	"document_number" text,
	"note" text,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer
);
--> statement-breakpoint
CREATE TABLE "certification_file" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certification_file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"book" text NOT NULL,
	"record_id" integer NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer
);
--> statement-breakpoint
CREATE TABLE "duty_absence" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "duty_absence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"from_day" text NOT NULL,
	"until_day" text NOT NULL,
	"kind" text NOT NULL,
	"entered_at" bigint NOT NULL,
	"entered_by" integer,
	"ended_at" bigint,
	CONSTRAINT "duty_absence_days" CHECK ("duty_absence"."until_day" >= "duty_absence"."from_day")
);
--> statement-breakpoint
CREATE TABLE "duty_member" (
	"team_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "duty_member_team_id_cadre_id_pk" PRIMARY KEY("team_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "duty_team" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "duty_team_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day" text NOT NULL,
	"starts_at" text NOT NULL,
	"task" text NOT NULL,
	"place" text NOT NULL,
	"field" text NOT NULL,
	"activity" text NOT NULL,
	"note" text,
	"entered_at" bigint NOT NULL,
	"entered_by" integer,
	"cancelled_at" bigint,
	"cancelled_by" integer
);
--> statement-breakpoint
CREATE TABLE "official_exam" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "official_exam_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"part" text NOT NULL,
	"sat_on" text NOT NULL,
	"authority" text NOT NULL,
	"passed" boolean NOT NULL,
	"score" text,
	"valid_until" text,
	"document_number" text,
	"note" text,
	"takes_back_id" integer,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "official_exam_takesBackId_unique" UNIQUE("takes_back_id")
);
--> statement-breakpoint
CREATE TABLE "person_document" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_document_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"signed_on" text NOT NULL,
	"valid_until" text,
	"document_number" text,
	"note" text,
	"takes_back_id" integer,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "person_document_takesBackId_unique" UNIQUE("takes_back_id")
);
--> statement-breakpoint
CREATE TABLE "proposal_answer" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "proposal_answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"proposal_id" integer NOT NULL,
	"answered_on" text NOT NULL,
	"outcome" text NOT NULL,
	"document_number" text,
	"note" text,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "proposal_answer_proposalId_unique" UNIQUE("proposal_id")
);
--> statement-breakpoint
CREATE TABLE "town_measure" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "town_measure_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"from_day" text NOT NULL,
	"until_day" text,
	"decided_by" text NOT NULL,
	"reason" text NOT NULL,
	"document_number" text,
	"note" text,
	"takes_back_id" integer,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "town_measure_takesBackId_unique" UNIQUE("takes_back_id")
);
--> statement-breakpoint
CREATE TABLE "yearly_check" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "yearly_check_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"opened_on" text NOT NULL,
	"due_on" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"opened_by" integer,
	"closed_at" bigint,
	"closed_by" integer,
	CONSTRAINT "yearly_check_year_unique" UNIQUE("year")
);
--> statement-breakpoint
CREATE TABLE "yearly_check_entry" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "yearly_check_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"check_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"declaration" jsonb,
	"declared_at" bigint,
	"result" text,
	"result_note" text,
	"decided_on" text,
	"decided_at" bigint,
	"decided_by" integer
);
--> statement-breakpoint
ALTER TABLE "authority_proposal" ADD CONSTRAINT "authority_proposal_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_case" ADD CONSTRAINT "card_case_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_step" ADD CONSTRAINT "case_step_case_id_card_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."card_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certification_file" ADD CONSTRAINT "certification_file_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_absence" ADD CONSTRAINT "duty_absence_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_member" ADD CONSTRAINT "duty_member_team_id_duty_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."duty_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_member" ADD CONSTRAINT "duty_member_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_exam" ADD CONSTRAINT "official_exam_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_document" ADD CONSTRAINT "person_document_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_answer" ADD CONSTRAINT "proposal_answer_proposal_id_authority_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."authority_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "town_measure" ADD CONSTRAINT "town_measure_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "yearly_check_entry" ADD CONSTRAINT "yearly_check_entry_check_id_yearly_check_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."yearly_check"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "yearly_check_entry" ADD CONSTRAINT "yearly_check_entry_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authority_proposal_cadre" ON "authority_proposal" USING btree ("cadre_id","made_on");--> statement-breakpoint
CREATE INDEX "card_case_cadre" ON "card_case" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "card_case_open" ON "card_case" USING btree ("closed_at","due_on");--> statement-breakpoint
CREATE INDEX "case_step_case" ON "case_step" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "certification_file_record" ON "certification_file" USING btree ("book","record_id");--> statement-breakpoint
CREATE INDEX "certification_file_cadre" ON "certification_file" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "duty_absence_cadre" ON "duty_absence" USING btree ("cadre_id","from_day");--> statement-breakpoint
CREATE INDEX "duty_member_cadre" ON "duty_member" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "duty_team_day" ON "duty_team" USING btree ("day","starts_at");--> statement-breakpoint
CREATE INDEX "official_exam_cadre" ON "official_exam" USING btree ("cadre_id","sat_on");--> statement-breakpoint
CREATE INDEX "person_document_cadre" ON "person_document" USING btree ("cadre_id","kind");--> statement-breakpoint
CREATE INDEX "town_measure_cadre" ON "town_measure" USING btree ("cadre_id","from_day");--> statement-breakpoint
CREATE UNIQUE INDEX "yearly_check_entry_person" ON "yearly_check_entry" USING btree ("check_id","cadre_id");--> statement-breakpoint
CREATE INDEX "yearly_check_entry_cadre" ON "yearly_check_entry" USING btree ("cadre_id");