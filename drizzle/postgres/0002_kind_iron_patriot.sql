ALTER TABLE "article" ADD COLUMN "text" text;--> statement-breakpoint
ALTER TABLE "article" ADD COLUMN "wording" text;--> statement-breakpoint
ALTER TABLE "statute_version" ADD COLUMN "frame" jsonb;--> statement-breakpoint
CREATE INDEX "article_wording" ON "article" USING btree ("wording");