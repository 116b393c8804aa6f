"""Local Kafka: Java, jars, configuration, the broker as a child process."""
