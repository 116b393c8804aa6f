"""Files of KafkaDesk: settings, drafts, journal, exports."""
