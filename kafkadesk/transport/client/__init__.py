"""How every Kafka client is built, and what its errors mean."""
