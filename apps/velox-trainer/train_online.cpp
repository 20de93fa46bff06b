// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "velox-trainer/learner.hpp"
#include "velox-trainer/progress.hpp"
#include "velox-trainer/report.hpp"
#include "velox-trainer/training.hpp"
#include "velox/learn/n_step.hpp"
#include "velox/learn/q_function.hpp"
#include "velox/learn/schedule.hpp"

namespace velox::trainer {

namespace {

class OnlineRun {
 public:
  OnlineRun(RunFolder& folder, Environment& practice, Environment& examination, Learner learner,
            const Surroundings& surroundings)
      : folder_(folder),
        settings_(folder.settings()),
        practice_(practice),
        examination_(examination),
        learner_(std::move(learner)),
        surroundings_(surroundings),
        random_(settings_.seed) {}

  Result<void> restore(const learn::TensorFile& checkpoint) {
    VX_TRY(learner_.restore(checkpoint));
    progress_ = VX_TRY(read_progress(checkpoint));
    best_ = VX_TRY(checkpoint.floats("best.parameters"));
    if (best_.size() != learner_.plan().parameters)
      return fail(ErrorCode::invalid, "the best policy of the checkpoint is of another network");
    random_ = Random(progress_.random_seed);
    return {};
  }

  Result<Json> run() {
    spending_ = Spending(progress_);
    plan_checkpoint();
    while (progress_.step < settings_.steps) {
      VX_TRY(play_episode());
      if (progress_.step < settings_.steps && surroundings_.cancel != nullptr && surroundings_.cancel->cancelled())
        return fail(ErrorCode::cancelled, "stopped at step " + std::to_string(progress_.step),
                    "Go on from the last checkpoint with 'velox-trainer resume " + folder_.path().string() + "'.");
      // Between episodes nothing but the learner and a few counters is alive: that makes a checkpoint simple.
      if (progress_.step >= next_checkpoint_ && progress_.step < settings_.steps) VX_TRY(save_checkpoint());
    }
    return finish();
  }

 private:
  Result<void> play_episode() {
    learn::NStep accumulator(settings_.n_step, settings_.gamma);
    learn::Situation situation = practice_.reset(random_);
    learn::Ending ending = learn::Ending::none;
    double total = 0;
    std::int64_t length = 0;
    while (ending == learn::Ending::none && progress_.step < settings_.steps) {
      const std::uint32_t action = choose(situation);
      StepResult result = practice_.step(action);
      ending = result.ending;
      total += result.reward;
      ++length;
      ++progress_.step;
      accumulator.add(std::move(situation), action, result.reward, result.after, ending, made_);
      for (learn::Transition& transition : made_) learner_.remember(std::move(transition));
      made_.clear();
      situation = std::move(result.after);
      learn_some();
      if (progress_.step % settings_.evaluate_every == 0) VX_TRY(evaluate());
    }
    ++progress_.episode;
    return folder_.add_metric("episode", progress_.step,
                              {{"episode", progress_.episode},
                               {"return", total},
                               {"length", length},
                               {"exploration", exploration()},
                               {"ended", ending != learn::Ending::none}});
  }

  double exploration() const {
    const double over = settings_.explore_share * static_cast<double>(settings_.steps);
    return learn::Schedule{settings_.explore_from, settings_.explore_to, over}.at(static_cast<double>(progress_.step));
  }

  std::uint32_t choose(const learn::Situation& situation) {
    const std::size_t legal = learn::legal_actions(learner_.plan().shape, situation);
    if (random_.uniform() < exploration()) return static_cast<std::uint32_t>(random_.below(legal));
    return learner_.best_action(situation);
  }

  void learn_some() {
    const auto remembered = static_cast<std::int64_t>(learner_.replay().size());
    if (remembered == 0 || progress_.step < settings_.learning_starts || progress_.step % settings_.train_every != 0)
      return;
    const double share = static_cast<double>(progress_.step) / static_cast<double>(settings_.steps);
    for (std::int64_t i = 0; i < settings_.updates; ++i) means_.add(learner_.update(share, random_));
  }

  Result<void> evaluate() {
    // Chance of its own, so that how often a run is evaluated does not change what it learns.
    const Random chance(settings_.seed * 1000003 + static_cast<std::uint64_t>(progress_.step));
    const auto parameters = learner_.network().parameters(Weights::online);
    spending_.pause();
    const Examination seen = examine(learner_.plan(), parameters, examination_, settings_.evaluation_episodes, chance);
    spending_.go_on();
    if (seen.mean >= progress_.best_mean) {
      progress_.best_mean = seen.mean;
      progress_.best_step = progress_.step;
      best_.assign(parameters.begin(), parameters.end());
    }
    VX_TRY(folder_.add_metric("evaluation", progress_.step,
                              {{"mean", seen.mean},
                               {"smallest", seen.smallest},
                               {"episodes", settings_.evaluation_episodes},
                               {"seconds", spending_.seconds()}}));
    if (surroundings_.on_progress) surroundings_.on_progress(folder_.metrics().back());
    return add_means();
  }

  Result<void> add_means() {
    Json means = means_.take();
    if (means.is_null()) return {};
    return folder_.add_metric("learning", progress_.step, std::move(means));
  }

  void plan_checkpoint() {
    next_checkpoint_ = (progress_.step / settings_.checkpoint_every + 1) * settings_.checkpoint_every;
  }

  Result<void> save_checkpoint() {
    plan_checkpoint();
    // Nothing is left in the air: means are written, and chance starts anew from a seed that is kept. Going on and resuming
    // are then the same run.
    VX_TRY(add_means());
    auto file = checkpoint_of(progress_, random_, spending_, learner_);
    if (best_.empty()) {
      const auto parameters = learner_.network().parameters(Weights::online);
      best_.assign(parameters.begin(), parameters.end());
    }
    file.add_floats("best.parameters", {best_.size()}, best_);
    return folder_.save_checkpoint(file);
  }

  Result<Json> finish() {
    const double seconds = spending_.seconds();
    const double cpu_seconds = spending_.cpu_seconds();
    if (settings_.steps % settings_.evaluate_every != 0) VX_TRY(evaluate());
    const auto last = learner_.network().parameters(Weights::online);
    const Examination kept =
        examine(learner_.plan(), best_, examination_, kFinalEpisodes, final_chance(settings_.seed));
    const Examination at_end =
        examine(learner_.plan(), last, examination_, kFinalEpisodes, final_chance(settings_.seed));
    VX_TRY(folder_.add_metric("result", progress_.step,
                              {{"mean_return", kept.mean},
                               {"smallest_return", kept.smallest},
                               {"episodes", kFinalEpisodes},
                               {"kept_from_step", progress_.best_step},
                               {"mean_return_of_last_weights", at_end.mean},
                               {"updates", learner_.updates()},
                               {"seconds", seconds},
                               {"cpu_seconds", cpu_seconds},
                               {"steps_per_cpu_second", static_cast<double>(progress_.step) / cpu_seconds}}));
    const Json result = folder_.metrics().back();
    const auto policy = VX_TRY(learn::QFunction::create(learner_.plan().shape, best_));
    VX_TRY(folder_.save("policy.safetensors", policy.encode({{"task", settings_.task}})));
    VX_TRY(folder_.save("MODEL.md", model_card(settings_, learner_.plan(), result)));
    VX_TRY(folder_.save("curve.html", curve_page(settings_, folder_.metrics())));
    return result;
  }

  RunFolder& folder_;
  const Settings& settings_;
  Environment& practice_;
  Environment& examination_;
  Learner learner_;
  const Surroundings& surroundings_;
  Random random_;
  Progress progress_;
  RunningMeans means_;
  std::vector<learn::Transition> made_;
  std::vector<float> best_;
  std::int64_t next_checkpoint_ = 0;
  Spending spending_{progress_};
};

}  // namespace

Examination examine(const learn::NetworkPlan& plan, std::span<const float> parameters, Environment& environment,
                    std::int64_t episodes, Random random) {
  Examination seen{0, std::numeric_limits<double>::infinity(), 0};
  std::vector<float> values;
  for (std::int64_t episode = 0; episode < episodes; ++episode) {
    learn::Situation situation = environment.reset(random);
    learn::Ending ending = learn::Ending::none;
    double total = 0;
    while (ending == learn::Ending::none) {
      learn::value_actions(plan, parameters, situation, values);
      StepResult result = environment.step(static_cast<std::uint32_t>(learn::best_of(values)));
      total += result.reward;
      ending = result.ending;
      situation = std::move(result.after);
      ++seen.steps;
    }
    seen.mean += total / static_cast<double>(episodes);
    seen.smallest = std::min(seen.smallest, total);
  }
  return seen;
}

Random final_chance(std::uint64_t seed) { return Random(seed ^ 0x66696e616c000000ULL); }

Result<Json> train_online(RunFolder& folder, Environment& practice, Environment& examination,
                          const std::optional<learn::TensorFile>& checkpoint, const Surroundings& surroundings) {
  Learner learner = VX_TRY(Learner::create(folder.settings(), practice.shape()));
  OnlineRun run(folder, practice, examination, std::move(learner), surroundings);
  if (checkpoint) VX_TRY_CONTEXT("the checkpoint in '" + folder.path().string() + "'", run.restore(*checkpoint));
  return run.run();
}

}  // namespace velox::trainer
