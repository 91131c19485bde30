CREATE TABLE "outreach_date" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_date_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"from_day" text NOT NULL,
	"to_day" text NOT NULL,
	"theme" text NOT NULL,
	"source" text NOT NULL,
	"certainty" text NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"removed_at" bigint,
	CONSTRAINT "outreach_date_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "outreach_drill" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_drill_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"team_id" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"held_on" text NOT NULL,
	"place" text NOT NULL,
	"people" integer NOT NULL,
	"attended" integer NOT NULL,
	"minutes" integer NOT NULL,
	"practised" text NOT NULL,
	"lessons" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"voided_at" bigint,
	"voided_by" integer,
	"void_reason" text,
	CONSTRAINT "outreach_drill_attended" CHECK ("outreach_drill"."attended" between 0 and "outreach_drill"."people")
);
--> statement-breakpoint
CREATE TABLE "outreach_event" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"status" text NOT NULL,
	"sent_key" text,
	"held_on" text NOT NULL,
	"place" text NOT NULL,
	"kind" text NOT NULL,
	"theme" text NOT NULL,
	"date_id" integer,
	"large" boolean NOT NULL,
	"headcount" integer,
	"count_method" text,
	"minutes" integer NOT NULL,
	"guests" text NOT NULL,
	"cites" text NOT NULL,
	"materials" jsonb NOT NULL,
	"remark" text NOT NULL,
	"search_key" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"voided_at" bigint,
	"voided_by" integer,
	"void_reason" text,
	CONSTRAINT "outreach_event_sentKey_unique" UNIQUE("sent_key"),
	CONSTRAINT "outreach_event_status" CHECK ("outreach_event"."status" in ('planned', 'held', 'void')),
	CONSTRAINT "outreach_event_minutes" CHECK ("outreach_event"."minutes" >= 0),
	CONSTRAINT "outreach_event_counted" CHECK ("outreach_event"."status" <> 'held' or ("outreach_event"."headcount" is not null and "outreach_event"."count_method" is not null))
);
--> statement-breakpoint
CREATE TABLE "outreach_photo" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_photo_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"event_id" integer NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"added_at" bigint NOT NULL,
	"added_by" integer,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outreach_speaker" (
	"event_id" integer NOT NULL,
	"cadre_id" integer NOT NULL,
	"unit_id" integer NOT NULL,
	"credited" integer NOT NULL,
	CONSTRAINT "outreach_speaker_event_id_cadre_id_pk" PRIMARY KEY("event_id","cadre_id")
);
--> statement-breakpoint
CREATE TABLE "outreach_team" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_team_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"people" integer NOT NULL,
	"cadre_ids" jsonb NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	CONSTRAINT "outreach_team_name_unique" UNIQUE("name"),
	CONSTRAINT "outreach_team_people" CHECK ("outreach_team"."people" > 0)
);
--> statement-breakpoint
CREATE TABLE "outreach_village" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_village_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"lawyer" text NOT NULL,
	"saved_at" bigint NOT NULL,
	"saved_by" integer,
	"closed_on" text,
	CONSTRAINT "outreach_village_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "outreach_visit" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_visit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"village_id" integer NOT NULL,
	"visited_on" text NOT NULL,
	"lawyer" text NOT NULL,
	"done" text NOT NULL,
	"minutes" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" integer,
	"voided_at" bigint,
	"voided_by" integer,
	"void_reason" text,
	CONSTRAINT "outreach_visit_minutes" CHECK ("outreach_visit"."minutes" > 0)
);
--> statement-breakpoint
ALTER TABLE "outreach_drill" ADD CONSTRAINT "outreach_drill_team_id_outreach_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."outreach_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_event" ADD CONSTRAINT "outreach_event_date_id_outreach_date_id_fk" FOREIGN KEY ("date_id") REFERENCES "public"."outreach_date"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_photo" ADD CONSTRAINT "outreach_photo_event_id_outreach_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."outreach_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_speaker" ADD CONSTRAINT "outreach_speaker_event_id_outreach_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."outreach_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_speaker" ADD CONSTRAINT "outreach_speaker_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_visit" ADD CONSTRAINT "outreach_visit_village_id_outreach_village_id_fk" FOREIGN KEY ("village_id") REFERENCES "public"."outreach_village"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outreach_drill_day" ON "outreach_drill" USING btree ("held_on");--> statement-breakpoint
CREATE INDEX "outreach_event_day" ON "outreach_event" USING btree ("held_on");--> statement-breakpoint
CREATE INDEX "outreach_event_date" ON "outreach_event" USING btree ("date_id");--> statement-breakpoint
CREATE INDEX "outreach_event_author" ON "outreach_event" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "outreach_photo_event" ON "outreach_photo" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "outreach_speaker_cadre" ON "outreach_speaker" USING btree ("cadre_id");--> statement-breakpoint
CREATE INDEX "outreach_visit_village" ON "outreach_visit" USING btree ("village_id","visited_on");--> statement-breakpoint
CREATE INDEX "outreach_visit_day" ON "outreach_visit" USING btree ("visited_on");