ALTER TABLE "exam" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "training_session" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;