ALTER TABLE `hours_entry` ADD `source_kind` text;--> statement-breakpoint
ALTER TABLE `hours_entry` ADD `source_id` integer;--> statement-breakpoint
ALTER TABLE `hours_entry` ADD `source_turn` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `hours_entry_source` ON `hours_entry` (`cadre_id`,`source_kind`,`source_id`,`source_turn`);