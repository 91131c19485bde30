CREATE TABLE `hours_decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`submission_id` integer NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`minutes` integer,
	`decided_by` integer,
	`decided_at` integer NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `hours_submission`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_decision_verdict" CHECK("hours_decision"."verdict" in ('approved', 'returned', 'withdrawn')),
	CONSTRAINT "hours_decision_minutes" CHECK(("hours_decision"."verdict" = 'approved') = ("hours_decision"."minutes" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hours_decision_submissionId_unique` ON `hours_decision` (`submission_id`);--> statement-breakpoint
CREATE TABLE `hours_import` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file_name` text NOT NULL,
	`entries` integer NOT NULL,
	`imported_by` integer,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hours_submission` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`category` text NOT NULL,
	`title` text NOT NULL,
	`organiser` text NOT NULL,
	`ended_on` text NOT NULL,
	`minutes` integer NOT NULL,
	`file_hash` text NOT NULL,
	`file_name` text NOT NULL,
	`file_type` text NOT NULL,
	`file_size` integer NOT NULL,
	`submitted_by` integer,
	`submitted_at` integer NOT NULL,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hours_submission_minutes" CHECK("hours_submission"."minutes" > 0)
);
--> statement-breakpoint
CREATE INDEX `hours_submission_cadre` ON `hours_submission` (`cadre_id`,`ended_on`);