package org.summand.cli.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** An HDFS of one name node and one data node, in this JVM and on its loopback interface. */
final class MiniHdfs implements AutoCloseable {
  private final MiniDFSCluster cluster;

  private MiniHdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts one whose blocks are in a folder. */
  static MiniHdfs start(Path folder) throws IOException {
    return new MiniHdfs(
        new MiniDFSCluster.Builder(new Configuration(), folder.toFile()).numDataNodes(1).build());
  }

  /** The files. */
  FileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /** The {@code hdfs:} address of a path. */
  String at(String path) throws IOException {
    return cluster.getURI() + path;
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
