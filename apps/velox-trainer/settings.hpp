// SPDX-License-Identifier: Apache-2.0
// Everything that decides how a run goes. The same settings and seed give the same run, number for number, on the same
// machine. Written beside the results, and read again to resume.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/json.hpp"

namespace velox::trainer {

struct Settings {
  std::string task = "cartpole";  ///< "cartpole", or "episodes": from recorded ones
  std::string episodes;           ///< the file of recorded episodes, absolute
  std::string episodes_sha256;
  std::uint64_t seed = 1;
  std::int64_t steps = 100000;  ///< of the environment; of gradient descent for recorded episodes

  // The four switches.
  bool double_targets = true;
  bool duelling = true;
  bool prioritised = true;
  std::size_t n_step = 3;  ///< 1: off

  std::vector<std::size_t> hidden{128, 128};
  double gamma = 0.99;
  double learning_rate = 1e-3;
  double final_learning_rate = 1e-4;  ///< reached in a straight line at the end
  std::size_t batch = 64;
  std::size_t capacity = 50000;
  std::int64_t learning_starts = 1000;  ///< steps before the first gradient step
  std::int64_t train_every = 2;         ///< steps of the environment
  std::int64_t updates = 1;             ///< gradient steps each time
  std::int64_t target_every = 20;       ///< gradient steps
  double explore_from = 1;
  double explore_to = 0.02;
  double explore_share = 0.16;  ///< of all steps, until exploration has come down
  double alpha = 0.6;
  double beta = 0.4;  ///< rises to 1 by the end
  std::int64_t evaluate_every = 2000;
  std::int64_t evaluation_episodes = 20;
  std::int64_t checkpoint_every = 20000;

  bool operator==(const Settings&) const = default;
};

/// Calls `f(name, member, low, high, meaning)` for each numeric setting; the bounds are inclusive.
template <typename S, typename F>
void each_number(S& s, F&& f) {
  f("seed", s.seed, 0, 1.8e19, "of all chance in the run");
  f("steps", s.steps, 1, 1e9, "how long to learn");
  f("n_step", s.n_step, 1, 100, "steps whose rewards are added before the network's value is");
  f("gamma", s.gamma, 0, 1, "discount of a reward for each step it is away");
  f("learning_rate", s.learning_rate, 1e-9, 1, "of Adam, at the beginning");
  f("final_learning_rate", s.final_learning_rate, 0, 1, "of Adam, at the end");
  f("batch", s.batch, 1, 65536, "transitions in a gradient step");
  f("capacity", s.capacity, 1, 1e8, "transitions that are remembered");
  f("learning_starts", s.learning_starts, 0, 1e9, "steps before the first gradient step");
  f("train_every", s.train_every, 1, 1e6, "steps between gradient steps");
  f("updates", s.updates, 1, 1e6, "gradient steps each time");
  f("target_every", s.target_every, 1, 1e9, "gradient steps between copies to the target network");
  f("explore_from", s.explore_from, 0, 1, "share of random actions at the beginning");
  f("explore_to", s.explore_to, 0, 1, "share of random actions later");
  f("explore_share", s.explore_share, 0, 1, "share of the steps in which exploration comes down");
  f("alpha", s.alpha, 0, 1, "how much the TD error decides what is drawn");
  f("beta", s.beta, 0, 1, "how much of that the weights undo, at the beginning");
  f("evaluate_every", s.evaluate_every, 1, 1e9, "steps between evaluations");
  f("evaluation_episodes", s.evaluation_episodes, 1, 1e6, "episodes of one evaluation");
  f("checkpoint_every", s.checkpoint_every, 1, 1e9, "steps between checkpoints");
}

/// Errors: usage, naming the setting that is out of its bounds.
Result<void> check(const Settings& settings);

Json to_json(const Settings& settings);
/// Every member has to be there. Errors: invalid, usage (as `check`).
Result<Settings> settings_from_json(const Json& value);

}  // namespace velox::trainer
