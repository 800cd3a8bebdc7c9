package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.bucket.PicturesInABucket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;

/** The same where the pictures are in a bucket, whose server keeps it as a folder. */
@Tag("s3")
@QuarkusTest
@TestProfile(PicturesInABucket.class)
class BucketUnusedPicturesTest extends UnusedPicturesTest {}
