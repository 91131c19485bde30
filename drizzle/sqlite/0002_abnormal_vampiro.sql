CREATE TABLE `practice_answer` (
	`run_id` integer NOT NULL,
	`question_version_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`choice` text NOT NULL,
	`right` integer NOT NULL,
	`answered_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `question_version_id`),
	FOREIGN KEY (`run_id`) REFERENCES `practice_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_answer_cadre` ON `practice_answer` (`cadre_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `practice_card` (
	`cadre_id` integer NOT NULL,
	`question_id` integer NOT NULL,
	`seen` integer NOT NULL,
	`wrong` integer NOT NULL,
	`streak` integer NOT NULL,
	`in_book_since` integer,
	`mastered_at` integer,
	`favourite` integer NOT NULL,
	`due_on` text,
	`memory` text,
	PRIMARY KEY(`cadre_id`, `question_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_card_due` ON `practice_card` (`cadre_id`,`due_on`);--> statement-breakpoint
CREATE INDEX `practice_card_book` ON `practice_card` (`cadre_id`,`in_book_since`);--> statement-breakpoint
CREATE TABLE `practice_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`cadre_id` integer NOT NULL,
	`mode` text NOT NULL,
	`topic_id` integer,
	`statute_id` integer,
	`version_ids` text NOT NULL,
	`started_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topic`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`statute_id`) REFERENCES `statute`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practice_run_cadre` ON `practice_run` (`cadre_id`,`touched_at`);--> statement-breakpoint
CREATE TABLE `question_report` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`question_version_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`body` text NOT NULL,
	`reported_at` integer NOT NULL,
	`reply` text,
	`settled_at` integer,
	`settled_by` integer,
	FOREIGN KEY (`question_version_id`) REFERENCES `question_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `question_report_open` ON `question_report` (`settled_at`);--> statement-breakpoint
CREATE INDEX `question_report_cadre` ON `question_report` (`cadre_id`);