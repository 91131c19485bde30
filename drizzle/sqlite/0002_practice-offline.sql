CREATE TABLE `practice_deed` (
	`cadre_id` integer NOT NULL,
	`device` text NOT NULL,
	`sequence` integer NOT NULL,
	`deed` text NOT NULL,
	`outcome` text NOT NULL,
	`done_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `device`, `sequence`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `practice_note` (
	`cadre_id` integer NOT NULL,
	`question_id` integer NOT NULL,
	`body` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `question_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`question_id`) REFERENCES `question`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `practice_card` ADD `exam_errors` text;