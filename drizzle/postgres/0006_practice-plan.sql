CREATE TABLE "practice_plan" (
	"cadre_id" integer PRIMARY KEY NOT NULL,
	"exam_id" integer,
	"day" text,
	"chosen_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "practice_run" ADD COLUMN "mock" jsonb;--> statement-breakpoint
ALTER TABLE "practice_plan" ADD CONSTRAINT "practice_plan_cadre_id_cadre_id_fk" FOREIGN KEY ("cadre_id") REFERENCES "public"."cadre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_plan" ADD CONSTRAINT "practice_plan_exam_id_exam_id_fk" FOREIGN KEY ("exam_id") REFERENCES "public"."exam"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "practice_answer_at" ON "practice_answer" USING btree ("answered_at");