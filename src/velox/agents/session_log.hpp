// SPDX-License-Identifier: Apache-2.0
// The decisions of a session as they are kept: what was known, what could be chosen and what was, and what it brought. A session is
// stored as one document, velox.session/1: the lines of velox.transitions/1 that a trainer reads, and beside them what people ask for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "velox/base/json.hpp"
#include "velox/learn/episode_file.hpp"
#include "velox/learn/experience.hpp"
#include "velox/learn/session.hpp"

namespace velox::agents {

/// One per session; not thread-safe.
class SessionLog {
 public:
  /// A try. `experience` is what was known before it.
  void tried(const learn::Moment& moment, std::size_t action, const learn::Outcome& outcome,
             const learn::Experience& experience);
  /// The policy stopped.
  void stopped(const learn::Moment& moment, const learn::Experience& experience);
  /// Nothing was left to choose from, or no time; a session that was broken off has no end.
  void ended();

  bool empty() const { return episode_.decisions.empty(); }
  double reward() const { return reward_; }
  /// velox.session/1. `name` is the episode's.
  Json document(const std::string& name) const;

 private:
  struct Try {
    learn::Action action;
    learn::Outcome outcome;
    std::size_t candidates = 0;  // that could be chosen
    double seconds_left = 0, reward = 0;
  };
  learn::Episode episode_;
  std::vector<Try> tries_;  // beside the decisions, but for the last one when it was to stop
  double reward_ = 0;
};

/// How the documents begin that `stored_episode` can read.
std::string session_beginning();

/// The decisions of a stored session; nothing when it has none, is damaged, or has features of another version than those that
/// policies use now.
std::optional<learn::Episode> stored_episode(const std::string& document, const std::string& name);

}  // namespace velox::agents
