"""The sections of a report, a file each: `chapter(material)` gives one, or None with nothing to say."""
