CREATE TABLE `course` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`status` text NOT NULL,
	`version` integer,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`topic` text NOT NULL,
	`author` text NOT NULL,
	`cites` text NOT NULL,
	`law_as_of` text,
	`mandatory` integer NOT NULL,
	`audience` text NOT NULL,
	`due_on` text,
	`minutes` integer NOT NULL,
	`search_key` text NOT NULL,
	`title_key` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`saved_at` integer NOT NULL,
	`published_at` integer,
	`archived_at` integer,
	CONSTRAINT "course_minutes" CHECK("course"."minutes" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_code_unique` ON `course` (`code`);--> statement-breakpoint
CREATE INDEX `course_status` ON `course` (`status`);--> statement-breakpoint
CREATE TABLE `course_file` (
	`course_id` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` integer,
	PRIMARY KEY(`course_id`, `hash`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_file_hash` ON `course_file` (`hash`);--> statement-breakpoint
CREATE TABLE `course_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` integer NOT NULL,
	`number` integer NOT NULL,
	`content` text NOT NULL,
	`outline` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` integer,
	`published_at` integer,
	`published_by` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `course_version_number` ON `course_version` (`course_id`,`number`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`course_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`completed_at` integer,
	`completed_version` integer,
	PRIMARY KEY(`course_id`, `cadre_id`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_cadre` ON `enrolment` (`cadre_id`);--> statement-breakpoint
CREATE TABLE `lesson_answer` (
	`cadre_id` integer NOT NULL,
	`course_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`round` integer NOT NULL,
	`part` text NOT NULL,
	`version` integer NOT NULL,
	`question_version_id` integer,
	`choice` text NOT NULL,
	`right` integer NOT NULL,
	`happened_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `course_id`, `lesson_key`, `round`, `part`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_answer_course` ON `lesson_answer` (`course_id`,`lesson_key`);--> statement-breakpoint
CREATE TABLE `lesson_evidence` (
	`cadre_id` integer NOT NULL,
	`report_id` text NOT NULL,
	`course_id` integer NOT NULL,
	`version` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`evidence` text NOT NULL,
	`happened_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`cadre_id`, `report_id`),
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_evidence_lesson` ON `lesson_evidence` (`course_id`,`cadre_id`,`lesson_key`);--> statement-breakpoint
CREATE TABLE `lesson_progress` (
	`course_id` integer NOT NULL,
	`cadre_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`opened_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	`done_at` integer,
	`place` text NOT NULL,
	PRIMARY KEY(`cadre_id`, `course_id`, `lesson_key`),
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_progress_course` ON `lesson_progress` (`course_id`);--> statement-breakpoint
CREATE TABLE `lesson_question` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` integer NOT NULL,
	`lesson_key` text NOT NULL,
	`cadre_id` integer NOT NULL,
	`body` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`answered_by` integer,
	FOREIGN KEY (`course_id`) REFERENCES `course`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lesson_question_lesson` ON `lesson_question` (`course_id`,`lesson_key`);--> statement-breakpoint
CREATE INDEX `lesson_question_waiting` ON `lesson_question` (`answered_at`);