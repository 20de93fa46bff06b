// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "velox-trainer/learner.hpp"
#include "velox-trainer/progress.hpp"
#include "velox-trainer/report.hpp"
#include "velox-trainer/training.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::trainer {

namespace {

constexpr std::size_t kHoldOutEvery = 10;

/// Transitions that are learnt from, and those of every tenth episode.
struct Split {
  std::vector<learn::Transition> known, held_out;
};

Split split(const learn::EpisodeFile& file, const Settings& settings) {
  Split made;
  for (std::size_t i = 0; i < file.episodes.size(); ++i) {
    auto transitions = learn::transitions_of(file.episodes[i], settings.n_step, settings.gamma);
    auto& to = i % kHoldOutEvery == kHoldOutEvery - 1 ? made.held_out : made.known;
    std::move(transitions.begin(), transitions.end(), std::back_inserter(to));
  }
  return made;
}

class OfflineRun {
 public:
  OfflineRun(RunFolder& folder, Learner learner, std::vector<learn::Transition> held_out,
             const Surroundings& surroundings)
      : folder_(folder),
        settings_(folder.settings()),
        learner_(std::move(learner)),
        held_out_(std::move(held_out)),
        surroundings_(surroundings),
        random_(settings_.seed) {}

  Result<void> restore(const learn::TensorFile& checkpoint) {
    VX_TRY(learner_.restore(checkpoint));
    progress_ = VX_TRY(read_progress(checkpoint));
    random_ = Random(progress_.random_seed);
    return {};
  }

  Result<Json> run() {
    spending_ = Spending(progress_);
    while (progress_.step < settings_.steps) {
      const double share = static_cast<double>(progress_.step) / static_cast<double>(settings_.steps);
      means_.add(learner_.update(share, random_));
      ++progress_.step;
      if (progress_.step % settings_.evaluate_every == 0 || progress_.step == settings_.steps) VX_TRY(report());
      if (progress_.step < settings_.steps && surroundings_.cancel != nullptr && surroundings_.cancel->cancelled())
        return fail(ErrorCode::cancelled, "stopped at step " + std::to_string(progress_.step),
                    "Go on from the last checkpoint with 'velox-trainer resume " + folder_.path().string() + "'.");
      if (progress_.step % settings_.checkpoint_every == 0 && progress_.step < settings_.steps)
        VX_TRY(save_checkpoint());
    }
    return finish();
  }

 private:
  Result<void> report() {
    Json line = means_.take();
    if (line.is_null()) return {};
    spending_.pause();
    line["held_out_error"] = learner_.error_of(held_out_);
    spending_.go_on();
    line["seconds"] = spending_.seconds();
    VX_TRY(folder_.add_metric("learning", progress_.step, std::move(line)));
    if (surroundings_.on_progress) surroundings_.on_progress(folder_.metrics().back());
    return {};
  }

  Result<void> save_checkpoint() {
    VX_TRY(report());
    auto file = checkpoint_of(progress_, random_, spending_, learner_);
    return folder_.save_checkpoint(file);
  }

  Result<Json> finish() {
    const auto last = learner_.network().parameters(Weights::online);
    const double seconds = spending_.seconds();
    const double cpu_seconds = spending_.cpu_seconds();
    VX_TRY(folder_.add_metric("result", progress_.step,
                              {{"transitions", learner_.replay().size()},
                               {"held_out_transitions", held_out_.size()},
                               {"held_out_error", learner_.error_of(held_out_)},
                               {"seconds", seconds},
                               {"cpu_seconds", cpu_seconds},
                               {"updates_per_cpu_second", static_cast<double>(progress_.step) / cpu_seconds}}));
    const Json result = folder_.metrics().back();
    const auto policy = VX_TRY(learn::QFunction::create(learner_.plan().shape, {last.begin(), last.end()}));
    VX_TRY(folder_.save("policy.safetensors",
                        policy.encode({{"task", settings_.task}, {"episodes_sha256", settings_.episodes_sha256}})));
    VX_TRY(folder_.save("MODEL.md", model_card(settings_, learner_.plan(), result)));
    VX_TRY(folder_.save("curve.html", curve_page(settings_, folder_.metrics())));
    return result;
  }

  RunFolder& folder_;
  const Settings& settings_;
  Learner learner_;
  std::vector<learn::Transition> held_out_;
  const Surroundings& surroundings_;
  Random random_;
  Progress progress_;
  RunningMeans means_;
  Spending spending_{progress_};
};

}  // namespace

Result<Json> train_offline(RunFolder& folder, const learn::EpisodeFile& file,
                           const std::optional<learn::TensorFile>& checkpoint, const Surroundings& surroundings) {
  const Settings& settings = folder.settings();
  Split parts = split(file, settings);
  if (parts.known.empty()) return fail(ErrorCode::invalid, "no recorded decision has a known outcome");
  if (parts.known.size() > settings.capacity)
    return fail(ErrorCode::usage, "there are " + std::to_string(parts.known.size()) + " transitions",
                "Raise --capacity to as many.");
  Learner learner =
      VX_TRY(Learner::create(settings, {learn::Head::features, file.state_size, file.action_size, {}, true}));
  if (!checkpoint)
    for (learn::Transition& transition : parts.known) learner.remember(std::move(transition));
  OfflineRun run(folder, std::move(learner), std::move(parts.held_out), surroundings);
  if (checkpoint) VX_TRY_CONTEXT("the checkpoint in '" + folder.path().string() + "'", run.restore(*checkpoint));
  return run.run();
}

}  // namespace velox::trainer
