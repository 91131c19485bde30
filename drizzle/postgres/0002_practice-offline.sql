CREATE TABLE "practice_deed" (
	"cadre_id" integer NOT NULL,
	"device" text NOT NULL,
	"sequence" integer NOT NULL,
	"deed" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"done_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "practice_deed_cadre_id_device_sequence_pk" PRIMARY KEY("cadre_id","device","sequence")
);
--> statement-breakpoint
CREATE TABLE "practice_note" (
	"cadre_id" integer NOT NULL,
	"question_id" integer NOT NULL,
	"body" text NOT NULL,
	"saved_at" bigint NOT NULL,
	CONSTRAINT "practice_note_cadre_id_question_id_pk" PRIMARY KEY("cadre_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "practice_card" ADD COLUMN "exam_errors" jsonb;--> statement-breakpoint
ALTER TABLE "practice_deed" ADD CONSTRAINT "practice_deed_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_note" ADD CONSTRAINT "practice_note_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_note" ADD CONSTRAINT "practice_note_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE no action ON UPDATE no action;