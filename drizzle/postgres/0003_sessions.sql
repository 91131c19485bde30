CREATE TABLE "attendance_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attendance_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text,
	"reason" text,
	"at" bigint NOT NULL,
	"recorded_by" integer
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"account_id" integer PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "calendar_feed_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "group_attendance" (
	"session_id" integer NOT NULL,
	"group_id" integer NOT NULL,
	"headcount" integer NOT NULL,
	"recorded_at" bigint NOT NULL,
	"recorded_by" integer,
	CONSTRAINT "group_attendance_session_id_group_id_pk" PRIMARY KEY("session_id","group_id"),
	CONSTRAINT "group_attendance_count" CHECK ("group_attendance"."headcount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "session_attachment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_attachment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "session_feedback" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "session_feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"session_id" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"remark" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_feedback_given" (
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	CONSTRAINT "session_feedback_given_session_id_cadre_id_pk" PRIMARY KEY("session_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "session_outcome" (
	"session_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"state" text NOT NULL,
	"credited" boolean NOT NULL,
	CONSTRAINT "session_outcome_session_id_cadre_id_pk" PRIMARY KEY("session_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "training_group" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_group_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	CONSTRAINT "training_group_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "training_group_member" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_group_member_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"group_id" integer NOT NULL,
	"name" text NOT NULL,
	"village" text NOT NULL,
	"added_at" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "training_session" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"place" text NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint NOT NULL,
	"hours" double precision NOT NULL,
	"instructors" jsonb NOT NULL,
	"programme" text NOT NULL,
	"quota" integer,
	"audience" jsonb NOT NULL,
	"group_ids" jsonb NOT NULL,
	"check_out_required" boolean NOT NULL,
	"makes_up_for_id" integer,
	"secret" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"announced_at" bigint,
	"closed_at" bigint,
	"closed_by" integer,
	"cancelled_at" bigint,
	"cancelled_reason" text,
	CONSTRAINT "training_session_times" CHECK ("training_session"."starts_at" < "training_session"."ends_at"),
	CONSTRAINT "training_session_quota" CHECK ("training_session"."quota" is null or "training_session"."quota" > 0)
);
--> statement-breakpoint
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_attendance" ADD CONSTRAINT "group_attendance_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_attendance" ADD CONSTRAINT "group_attendance_group_id_training_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."training_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_attachment" ADD CONSTRAINT "session_attachment_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback" ADD CONSTRAINT "session_feedback_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback_given" ADD CONSTRAINT "session_feedback_given_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_feedback_given" ADD CONSTRAINT "session_feedback_given_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_outcome" ADD CONSTRAINT "session_outcome_session_id_training_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_outcome" ADD CONSTRAINT "session_outcome_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_group_member" ADD CONSTRAINT "training_group_member_group_id_training_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."training_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_event_session" ON "attendance_event" USING btree ("session_id","cadre_id");--> statement-breakpoint
CREATE INDEX "attendance_event_cadre" ON "attendance_event" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "session_attachment_session" ON "session_attachment" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_feedback_session" ON "session_feedback" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_outcome_cadre" ON "session_outcome" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "training_group_member_group" ON "training_group_member" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "training_session_status" ON "training_session" USING btree ("status","starts_at");