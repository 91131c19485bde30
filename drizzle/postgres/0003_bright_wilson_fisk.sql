CREATE TABLE "hours_decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"submission_id" integer NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"minutes" integer,
	"decided_by" integer,
	"decided_at" bigint NOT NULL,
	CONSTRAINT "hours_decision_submissionId_unique" UNIQUE("submission_id"),
	CONSTRAINT "hours_decision_verdict" CHECK ("hours_decision"."verdict" in ('approved', 'returned', 'withdrawn')),
	CONSTRAINT "hours_decision_minutes" CHECK (("hours_decision"."verdict" = 'approved') = ("hours_decision"."minutes" is not null))
);
--> statement-breakpoint
CREATE TABLE "hours_import" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_import_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"entries" integer NOT NULL,
	"imported_by" integer,
	"imported_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hours_submission" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hours_submission_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"cadre_id" integer NOT NULL,
	"category" text NOT NULL,
	"title" text NOT NULL,
	"organiser" text NOT NULL,
	"ended_on" text NOT NULL,
	"minutes" integer NOT NULL,
	"file_hash" text NOT NULL,
	"file_name" text NOT NULL,
	"file_type" text NOT NULL,
	"file_size" integer NOT NULL,
	"submitted_by" integer,
	"submitted_at" bigint NOT NULL,
	CONSTRAINT "hours_submission_minutes" CHECK ("hours_submission"."minutes" > 0)
);
--> statement-breakpoint
ALTER TABLE "hours_decision" ADD CONSTRAINT "hours_decision_submission_id_hours_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."hours_submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hours_submission" ADD CONSTRAINT "hours_submission_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hours_submission_cadre" ON "hours_submission" USING btree ("cadre_id","ended_on");