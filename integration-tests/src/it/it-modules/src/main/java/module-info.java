module com.acme {
  requires org.asyncio4j;
}
