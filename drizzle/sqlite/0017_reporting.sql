CREATE TABLE `draft_text` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`section` text NOT NULL,
	`locale` text NOT NULL,
	`words` text NOT NULL,
	`based_on` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer
);
--> statement-breakpoint
CREATE INDEX `draft_text_year` ON `draft_text` (`year`,`section`,`locale`);--> statement-breakpoint
CREATE TABLE `report_snapshot` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`definitions` text NOT NULL,
	`note` text NOT NULL,
	`content` text NOT NULL,
	`hash` text NOT NULL,
	`frozen_at` integer NOT NULL,
	`frozen_by` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_snapshot_number` ON `report_snapshot` (`year`,`number`);--> statement-breakpoint
CREATE TABLE `typed_total` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`key` text NOT NULL,
	`value` integer NOT NULL,
	`source` text NOT NULL,
	`reason` text,
	`typed_at` integer NOT NULL,
	`typed_by` integer,
	CONSTRAINT "typed_total_value" CHECK("typed_total"."value" >= 0)
);
--> statement-breakpoint
CREATE INDEX `typed_total_year` ON `typed_total` (`year`,`key`);