PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_remedy` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`complaint_id` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` integer,
	`task_key` text,
	`cadre_id` integer,
	`due_on` text NOT NULL,
	`done_on` text,
	`assigned_at` integer NOT NULL,
	`assigned_by` integer,
	FOREIGN KEY (`complaint_id`) REFERENCES `complaint`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cadre_id`) REFERENCES `cadre`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "remedy_target" CHECK(("__new_remedy"."target_id" is null) <> ("__new_remedy"."task_key" is null))
);
--> statement-breakpoint
INSERT INTO `__new_remedy`("id", "complaint_id", "kind", "target_id", "task_key", "cadre_id", "due_on", "done_on", "assigned_at", "assigned_by") SELECT "id", "complaint_id", "kind", "target_id", NULL, "cadre_id", "due_on", "done_on", "assigned_at", "assigned_by" FROM `remedy`;--> statement-breakpoint
DROP TABLE `remedy`;--> statement-breakpoint
ALTER TABLE `__new_remedy` RENAME TO `remedy`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `remedy_complaint` ON `remedy` (`complaint_id`);--> statement-breakpoint
CREATE INDEX `remedy_cadre` ON `remedy` (`cadre_id`,`done_on`);--> statement-breakpoint
ALTER TABLE `allegation` ADD `cites` text;