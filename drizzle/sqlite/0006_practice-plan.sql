CREATE TABLE `practice_plan` (
	`cadre_id` integer PRIMARY KEY NOT NULL,
	`exam_id` integer,
	`day` text,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exam_id`) REFERENCES `exam`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `practice_run` ADD `mock` text;--> statement-breakpoint
CREATE INDEX `practice_answer_at` ON `practice_answer` (`answered_at`);