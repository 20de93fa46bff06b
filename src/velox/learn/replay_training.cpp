// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/replay_training.hpp"

#include <memory>
#include <utility>

#include "velox/base/random.hpp"
#include "velox/learn/bandit.hpp"
#include "velox/learn/policy.hpp"
#include "velox/learn/replay_session.hpp"
#include "velox/learn/session_features.hpp"

namespace velox::learn {

namespace {

constexpr double kStopping = 0.08;   ///< chance of stopping at a decision
constexpr double kExploring = 0.15;  ///< chance of trying any candidate instead of the chosen one

/// Another policy, which now and then tries something else or stops: what is learned from has to show that too.
class Wavering final : public Policy {
 public:
  Wavering(Policy& policy, std::uint64_t seed) : policy_(policy), random_(seed) {}
  std::string name() const override { return policy_.name(); }
  std::optional<std::size_t> choose(const Moment& moment) override {
    if (random_.uniform() < kStopping) return std::nullopt;
    if (random_.uniform() < kExploring) return random_.below(moment.actions.size());
    return policy_.choose(moment);
  }
  void learn(const Moment& moment, std::size_t action, const Outcome& outcome) override {
    policy_.learn(moment, action, outcome);
  }

 private:
  Policy& policy_;
  Random random_;
};

/// REQUIRES: a kind that needs no file.
std::unique_ptr<Policy> untrained(const char* kind, std::uint64_t seed, const Experience& experience) {
  PolicySetting setting;
  setting.kind = kind;
  setting.seed = seed;
  setting.experience = experience;
  return make_policy(std::move(setting)).value();
}

std::vector<std::size_t> drawn_order(std::size_t count, Random& random) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

class Stream {
 public:
  explicit Stream(const TrainingSetting& setting) : setting_(setting), random_(setting.seed) {}

  Trained run(const OutcomeTable& projects) {
    PolicySetting start;
    start.seed = random_.next();
    Bandit bandit = Bandit::create(std::move(start)).value();  // without a file it can always be made
    for (const std::size_t i : drawn_order(projects.size(), random_)) {
      if (setting_.keep_decisions) record(bandit, projects[i]);
      meet(bandit, projects[i]);
    }
    bandit.set_experience(trained_.experience);
    trained_.bandit = bandit.trained();
    return std::move(trained_);
  }

 private:
  /// Decisions of copies, so that nothing of the project is known when the bandit itself meets it.
  void record(const Bandit& bandit, const RecordedProject& project) {
    const auto any = untrained("random", random_.next(), {});
    const auto greedy = untrained("greedy", 0, trained_.experience);
    Bandit copy = bandit;
    copy.set_experience(trained_.experience);
    for (Policy* policy : {any.get(), greedy.get(), static_cast<Policy*>(&copy)}) {
      Wavering wavering(*policy, random_.next());
      Experience experience = trained_.experience;
      auto trajectory = run_session(wavering, project, experience, {setting_.budget_s, true, true});
      if (!trajectory.decisions.empty())
        trained_.episodes.push_back({project.name + " " + policy->name(), std::move(trajectory.decisions)});
    }
  }

  void meet(Bandit& bandit, const RecordedProject& project) {
    Experience before = trained_.experience;
    bandit.set_experience(before);
    run_session(bandit, project, before, {setting_.budget_s, true, false});
    const auto any = untrained("random", random_.next(), {});
    run_session(*any, project, trained_.experience, {setting_.budget_s, true, false});
  }

  TrainingSetting setting_;
  Random random_;
  Trained trained_;
};

}  // namespace

Trained train_by_replay(const OutcomeTable& projects, const TrainingSetting& setting) {
  return Stream(setting).run(projects);
}

std::string write_episodes(const std::vector<Episode>& episodes) {
  std::string text;
  for (const Episode& episode : episodes) text += write_episode(episode, kActionFeatures);
  return text;
}

}  // namespace velox::learn
