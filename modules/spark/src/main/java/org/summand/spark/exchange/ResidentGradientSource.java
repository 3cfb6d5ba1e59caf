package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.spark.block.TaskShard;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.resident.Judgement;
import org.summand.spark.resident.OtherJobs;
import org.summand.spark.resident.ResidentTasks;
import org.summand.spark.resident.TaskWork;
import org.summand.train.Evaluation;
import org.summand.train.Evaluation.Detail;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;
import org.summand.train.gradient.PartialSums;

/**
 * Gradients from resident tasks, which stay on their executors from step to step: launch them where
 * they are not there, ask them for the partial gradients of their shards, add these in the order of
 * {@link OrderedSum}. The bits are those of {@link JobGradientSource}. The tasks also judge weights
 * by the rows that are held out.
 *
 * <p>There is a task in every slot, or one a shard where there are more slots. They stay while no
 * other job of the application wants a slot. Where slots have come or gone that matter, others are
 * launched in their place. A step that finds it otherwise, or that loses its tasks half-way, is
 * taken as a Spark job: Spark tries its tasks again, on whatever executors are left, and has the
 * words for what cannot be mended. When the slots are there again, the next step launches the tasks
 * anew.
 */
final class ResidentGradientSource implements ClusterGradients {
  /** After so many launches in a row that did not complete a step, the run goes on as jobs. */
  private static final int VAIN_LAUNCHES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ResidentGradientSource.class);

  private final StepContext context;
  private final JobGradientSource jobs;
  private final Cluster cluster;
  private final ResidentTasks<TaskPart> tasks;
  private final OtherJobs otherJobs;
  private final Consumer<String> says;

  /** How many tasks there can be. */
  private int wanted;

  private int vainLaunches;
  private String said = "";

  /**
   * @param jobs takes the steps that resident tasks cannot
   * @param says hears how steps are taken, and why
   */
  ResidentGradientSource(StepContext context, JobGradientSource jobs, Consumer<String> says) {
    this.context = context;
    this.jobs = jobs;
    this.says = says;
    cluster = new Cluster(context.spark());
    tasks =
        new ResidentTasks<>(
            context.spark(), new OnExecutor(context), context.shardCount(), context.weightCount());
    otherJobs = new OtherJobs(context.spark(), tasks::giveWay);
  }

  @Override
  public Gradient at(float[] weights, long step) {
    timer().lap(Phase.REST);
    otherJobs.own(true);
    try {
      Optional<List<PartialSums>> partials = isRoom() ? partials(weights, step) : Optional.empty();
      return partials.isPresent() ? context.sumOfTasks(partials.get()) : jobs.at(weights, step);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in step " + step, interrupted);
    } finally {
      otherJobs.own(false);
    }
  }

  /** The partial gradients of all tasks; empty where they did not start or were lost. */
  private Optional<List<PartialSums>> partials(float[] weights, long step)
      throws InterruptedException {
    if (tasks.areThere()) {
      tasks.askForStep(weights, step);
      timer().lap(Phase.BROADCAST);
    } else {
      vainLaunches++;
      boolean started = tasks.launch(context.shardsOf(wanted), weights, step);
      timer().lap(Phase.LAUNCH);
      if (!started) {
        lost("Step " + step);
        return Optional.empty();
      }
    }
    Optional<List<PartialSums>> partials = tasks.awaitPartials();
    if (partials.isPresent()) {
      vainLaunches = 0;
    } else {
      timer().lap(Phase.EXCHANGE);
      lost("Step " + step);
    }
    return partials;
  }

  /**
   * Whether there are slots that nobody else wants, and as many tasks in them as there can be; else
   * the tasks are sent away.
   */
  private boolean isRoom() {
    if (vainLaunches >= VAIN_LAUNCHES || otherJobs.areUnderWay()) {
      tasks.giveWay();
      return false;
    }
    int shards = context.shardCount();
    int slots = cluster.slots();
    wanted = Math.min(slots, shards);
    if (tasks.areThere() && tasks.count() != wanted) {
      tasks.giveWay();
    }
    if (wanted == 0) {
      say("as Spark jobs: no executor is there to stay");
      return false;
    }
    say("by resident tasks: " + shards + " shards, " + slots + " slots");
    return true;
  }

  private void say(String how) {
    if (!said.equals(how)) {
      said = how;
      says.accept(how);
    }
  }

  @Override
  public Optional<List<Evaluation>> evaluations(float[] weights) {
    if (context.judging().isEmpty() || !tasks.areThere()) {
      return Optional.empty();
    }
    try {
      Optional<List<Judgement>> judgements = tasks.judgements(weights);
      if (judgements.isEmpty()) {
        lost("A validation");
      }
      return judgements.map(
          all ->
              all.stream()
                  .map(each -> Evaluation.ofTexts(List.of(each.words().split(" "))))
                  .toList());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a validation", interrupted);
    }
  }

  private void lost(String what) {
    Optional<Throwable> failure = tasks.failure();
    if (failure.isEmpty()) {
      // They gave way to another job before they had begun, which is nobody's failure.
      vainLaunches = 0;
      return;
    }
    LOG.warn(
        "{} lost its resident tasks and is taken as a Spark job: {}",
        what,
        firstLine(failure.get()));
    if (vainLaunches >= VAIN_LAUNCHES) {
      say("as Spark jobs: " + vainLaunches + " launches of resident tasks failed in a row");
    }
  }

  /** Spark's messages go on with the stack of the task. */
  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public StepTimer timer() {
    return context.timer();
  }

  @Override
  public void close() {
    otherJobs.close();
    tasks.close();
    jobs.close();
  }

  /** The executor's side, as {@link GradientTask} is that of a job. */
  private static final class OnExecutor implements TaskWork<TaskPart> {
    private static final long serialVersionUID = 1;

    private final Broadcast<ExecutorContext> learning;

    /** That of learning, which is not asked, where no rows are held out. */
    private final Broadcast<ExecutorContext> judging;

    private final int shardCount;

    OnExecutor(StepContext context) {
      learning = context.executorContext();
      judging = context.judging().map(Judging::executors).orElse(learning);
      shardCount = context.shardCount();
    }

    @Override
    public PartialSums partials(TaskPart held, float[] weights, long step) {
      PartialSums sums = new PartialSums(shardCount);
      for (TaskShard shard : held.learned()) {
        sums.add(shard.index(), learning.value().gradient(shard, weights, step, true));
      }
      return sums;
    }

    @Override
    public List<Judgement> judgements(TaskPart held, float[] weights) {
      return held.judged().get().stream()
          .map(
              shard -> {
                Evaluation told = judging.value().evaluation(shard, weights, Detail.BRIEF);
                return new Judgement(shard.index(), String.join(" ", told.toTexts()));
              })
          .toList();
    }
  }
}
