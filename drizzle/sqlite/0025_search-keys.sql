ALTER TABLE `exam` ADD `search_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `training_session` ADD `search_key` text DEFAULT '' NOT NULL;