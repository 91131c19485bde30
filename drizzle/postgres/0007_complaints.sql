CREATE TABLE "allegation" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "allegation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"position" integer NOT NULL,
	"category" text NOT NULL,
	"finding" text,
	"reason_sealed" text,
	"found_at" bigint,
	"found_by" integer
);
--> statement-breakpoint
CREATE TABLE "complainant" (
	"complaint_id" integer PRIMARY KEY NOT NULL,
	"identity_sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complainant_look" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complainant_look_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"account_id" integer,
	"reason" text NOT NULL,
	"looked_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complaint" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complaint_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"route" text NOT NULL,
	"channel" text NOT NULL,
	"channel_number" text NOT NULL,
	"receipt_hash" text NOT NULL,
	"received_on" text NOT NULL,
	"happened_on" text,
	"place" text NOT NULL,
	"narrative_sealed" text NOT NULL,
	"wish_sealed" text NOT NULL,
	"stage" text NOT NULL,
	"handler_id" integer,
	"due_on" text,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "complaint_number_unique" UNIQUE("number"),
	CONSTRAINT "complaint_receiptHash_unique" UNIQUE("receipt_hash")
);
--> statement-breakpoint
CREATE TABLE "complaint_act" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complaint_act_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL,
	"words_sealed" text,
	"happened_on" text NOT NULL,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer
);
--> statement-breakpoint
CREATE TABLE "complaint_evidence" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complaint_evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"kind" text NOT NULL,
	"words_sealed" text NOT NULL,
	"file_hash" text,
	"file_type" text,
	"added_at" bigint NOT NULL,
	"added_by" integer
);
--> statement-breakpoint
CREATE TABLE "complaint_person" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complaint_person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"part" text NOT NULL,
	"cadre_id" integer,
	"description_sealed" text,
	CONSTRAINT "complaint_person_known" CHECK ("complaint_person"."cadre_id" is not null or "complaint_person"."description_sealed" is not null)
);
--> statement-breakpoint
CREATE TABLE "officer_statement" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "officer_statement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"question_sealed" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"asked_by" integer,
	"due_on" text NOT NULL,
	"answer_sealed" text,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "remedy" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "remedy_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"complaint_id" integer NOT NULL,
	"kind" text NOT NULL,
	"target_id" integer NOT NULL,
	"cadre_id" integer,
	"due_on" text NOT NULL,
	"done_on" text,
	"assigned_at" bigint NOT NULL,
	"assigned_by" integer
);
--> statement-breakpoint
CREATE TABLE "declared_relation" (
	"cadre_id" integer NOT NULL,
	"other_id" integer NOT NULL,
	"kind" text NOT NULL,
	"declared_at" bigint NOT NULL,
	CONSTRAINT "declared_relation_cadre_id_other_id_pk" PRIMARY KEY("cadre_id","other_id")
);
--> statement-breakpoint
ALTER TABLE "allegation" ADD CONSTRAINT "allegation_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complainant" ADD CONSTRAINT "complainant_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complainant_look" ADD CONSTRAINT "complainant_look_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_act" ADD CONSTRAINT "complaint_act_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_evidence" ADD CONSTRAINT "complaint_evidence_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_person" ADD CONSTRAINT "complaint_person_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint_person" ADD CONSTRAINT "complaint_person_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_statement" ADD CONSTRAINT "officer_statement_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_statement" ADD CONSTRAINT "officer_statement_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy" ADD CONSTRAINT "remedy_complaint_id_complaint_id_fk" FOREIGN KEY ("complaint_id") REFERENCES "public"."complaint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedy" ADD CONSTRAINT "remedy_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_relation" ADD CONSTRAINT "declared_relation_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_relation" ADD CONSTRAINT "declared_relation_other_id_cadre_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "allegation_position" ON "allegation" USING btree ("complaint_id","position");--> statement-breakpoint
CREATE INDEX "allegation_finding" ON "allegation" USING btree ("finding");--> statement-breakpoint
CREATE INDEX "complainant_look_complaint" ON "complainant_look" USING btree ("complaint_id");--> statement-breakpoint
CREATE INDEX "complaint_stage" ON "complaint" USING btree ("stage","due_on");--> statement-breakpoint
CREATE INDEX "complaint_received" ON "complaint" USING btree ("received_on");--> statement-breakpoint
CREATE INDEX "complaint_place" ON "complaint" USING btree ("place","happened_on");--> statement-breakpoint
CREATE INDEX "complaint_act_complaint" ON "complaint_act" USING btree ("complaint_id");--> statement-breakpoint
CREATE INDEX "complaint_evidence_complaint" ON "complaint_evidence" USING btree ("complaint_id");--> statement-breakpoint
CREATE INDEX "complaint_person_complaint" ON "complaint_person" USING btree ("complaint_id");--> statement-breakpoint
CREATE INDEX "complaint_person_cadre" ON "complaint_person" USING btree ("cadre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "officer_statement_once" ON "officer_statement" USING btree ("complaint_id","cadre_id");--> statement-breakpoint
CREATE INDEX "officer_statement_cadre" ON "officer_statement" USING btree ("cadre_id","answered_at");--> statement-breakpoint
CREATE INDEX "remedy_complaint" ON "remedy" USING btree ("complaint_id");--> statement-breakpoint
CREATE INDEX "remedy_cadre" ON "remedy" USING btree ("cadre_id","done_on");--> statement-breakpoint
CREATE INDEX "declared_relation_other" ON "declared_relation" USING btree ("other_id");