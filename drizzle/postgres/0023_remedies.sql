ALTER TABLE "remedy" ALTER COLUMN "target_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "allegation" ADD COLUMN "cites" text;--> statement-breakpoint
ALTER TABLE "remedy" ADD COLUMN "task_key" text;--> statement-breakpoint
ALTER TABLE "remedy" ADD CONSTRAINT "remedy_target" CHECK (("remedy"."target_id" is null) <> ("remedy"."task_key" is null));