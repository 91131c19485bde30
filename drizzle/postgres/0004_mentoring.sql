CREATE TABLE "guest_mentor" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "guest_mentor_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"department" text NOT NULL,
	"field" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	"removed_at" bigint,
	CONSTRAINT "guest_mentor_days" CHECK ("guest_mentor"."from_day" <= "guest_mentor"."to_day")
);
--> statement-breakpoint
CREATE TABLE "pairing" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"catalogue_id" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	"mentee_id" integer NOT NULL,
	"team_leader_id" integer NOT NULL,
	"leader_id" integer NOT NULL,
	"field" text NOT NULL,
	"goals" text NOT NULL,
	"starts_on" text NOT NULL,
	"ends_on" text NOT NULL,
	"status" text NOT NULL,
	"phase" integer NOT NULL,
	"phases" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"terms" integer NOT NULL,
	"round" integer NOT NULL,
	"extended_at" bigint,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"closed_at" bigint,
	CONSTRAINT "pairing_status" CHECK ("pairing"."status" in ('proposed', 'active', 'completed', 'failed', 'ended')),
	CONSTRAINT "pairing_days" CHECK ("pairing"."starts_on" < "pairing"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "pairing_assessment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_assessment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"pairing_id" integer NOT NULL,
	"round" integer NOT NULL,
	"assessor_id" integer NOT NULL,
	"field_score" integer NOT NULL,
	"file_score" integer NOT NULL,
	"remark" text NOT NULL,
	"assessed_on" text NOT NULL,
	"at" bigint NOT NULL,
	"recorded_by" integer
);
--> statement-breakpoint
CREATE TABLE "pairing_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"pairing_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" bigint NOT NULL,
	"cadre_id" integer,
	"recorded_by" integer,
	"reason" text,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pairing_opinion" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pairing_opinion_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"pairing_id" integer NOT NULL,
	"round" integer NOT NULL,
	"seat" text NOT NULL,
	"cadre_id" integer NOT NULL,
	"text" text NOT NULL,
	"result" text,
	"at" bigint NOT NULL,
	"written_by" integer,
	CONSTRAINT "pairing_opinion_result" CHECK ("pairing_opinion"."result" is null or "pairing_opinion"."seat" = 'leader')
);
--> statement-breakpoint
CREATE TABLE "practice_catalogue" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_catalogue_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"published_at" bigint,
	"published_by" integer,
	CONSTRAINT "practice_catalogue_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "practice_change" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"record_id" integer NOT NULL,
	"revision" integer NOT NULL,
	"changes" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"cadre_id" integer
);
--> statement-breakpoint
CREATE TABLE "practice_photo" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_photo_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"record_id" integer NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "practice_record" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_record_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"pairing_id" integer NOT NULL,
	"key" text NOT NULL,
	"task_key" text NOT NULL,
	"sheet" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"signed" boolean NOT NULL,
	"turn" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"touched_at" bigint NOT NULL,
	CONSTRAINT "practice_record_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "practice_remark" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_remark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"record_id" integer NOT NULL,
	"turn" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"cadre_id" integer,
	"written_by" integer
);
--> statement-breakpoint
CREATE TABLE "practice_seal" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_seal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"record_id" integer NOT NULL,
	"turn" integer NOT NULL,
	"pairing_id" integer NOT NULL,
	"mentor_id" integer NOT NULL,
	"mentee_id" integer NOT NULL,
	"task_key" text NOT NULL,
	"level" text NOT NULL,
	"practised_on" text NOT NULL,
	"minutes" integer NOT NULL,
	"mean" double precision,
	"passed" boolean NOT NULL,
	"observer" boolean NOT NULL,
	"content" text NOT NULL,
	"hash" text NOT NULL,
	"signature" jsonb NOT NULL,
	"first_touched_at" bigint,
	"sealed_at" bigint NOT NULL,
	"sealed_by" integer
);
--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_catalogue_id_practice_catalogue_id_fk" FOREIGN KEY ("catalogue_id") REFERENCES "public"."practice_catalogue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_mentor_id_cadre_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_mentee_id_cadre_id_fk" FOREIGN KEY ("mentee_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_team_leader_id_cadre_id_fk" FOREIGN KEY ("team_leader_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing" ADD CONSTRAINT "pairing_leader_id_cadre_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_assessment" ADD CONSTRAINT "pairing_assessment_pairing_id_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_assessment" ADD CONSTRAINT "pairing_assessment_assessor_id_cadre_id_fk" FOREIGN KEY ("assessor_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_event" ADD CONSTRAINT "pairing_event_pairing_id_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_event" ADD CONSTRAINT "pairing_event_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_opinion" ADD CONSTRAINT "pairing_opinion_pairing_id_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pairing_opinion" ADD CONSTRAINT "pairing_opinion_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_change" ADD CONSTRAINT "practice_change_record_id_practice_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."practice_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_change" ADD CONSTRAINT "practice_change_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_photo" ADD CONSTRAINT "practice_photo_record_id_practice_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."practice_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_record" ADD CONSTRAINT "practice_record_pairing_id_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_remark" ADD CONSTRAINT "practice_remark_record_id_practice_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."practice_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_remark" ADD CONSTRAINT "practice_remark_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_seal" ADD CONSTRAINT "practice_seal_record_id_practice_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."practice_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_seal" ADD CONSTRAINT "practice_seal_pairing_id_pairing_id_fk" FOREIGN KEY ("pairing_id") REFERENCES "public"."pairing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_seal" ADD CONSTRAINT "practice_seal_mentor_id_cadre_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_seal" ADD CONSTRAINT "practice_seal_mentee_id_cadre_id_fk" FOREIGN KEY ("mentee_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pairing_mentor" ON "pairing" USING btree ("mentor_id","status");--> statement-breakpoint
CREATE INDEX "pairing_mentee" ON "pairing" USING btree ("mentee_id","status");--> statement-breakpoint
CREATE INDEX "pairing_assessment_pairing" ON "pairing_assessment" USING btree ("pairing_id","round");--> statement-breakpoint
CREATE INDEX "pairing_event_pairing" ON "pairing_event" USING btree ("pairing_id","at");--> statement-breakpoint
CREATE INDEX "pairing_event_cadre" ON "pairing_event" USING btree ("cadre_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pairing_opinion_seat" ON "pairing_opinion" USING btree ("pairing_id","round","seat");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_change_revision" ON "practice_change" USING btree ("record_id","revision");--> statement-breakpoint
CREATE INDEX "practice_photo_record" ON "practice_photo" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "practice_record_pairing" ON "practice_record" USING btree ("pairing_id","signed");--> statement-breakpoint
CREATE INDEX "practice_remark_record" ON "practice_remark" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_seal_turn" ON "practice_seal" USING btree ("record_id","turn");--> statement-breakpoint
CREATE INDEX "practice_seal_pairing" ON "practice_seal" USING btree ("pairing_id","practised_on");--> statement-breakpoint
CREATE INDEX "practice_seal_mentor" ON "practice_seal" USING btree ("mentor_id","sealed_at");