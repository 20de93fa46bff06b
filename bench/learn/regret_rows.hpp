// SPDX-License-Identifier: Apache-2.0
// What sessions of several policies on held-out projects were worth: a line for each session, and the means of all of them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "velox/base/file_system.hpp"
#include "velox/base/json.hpp"
#include "velox/learn/evaluation.hpp"

namespace velox::bench {

/// What has to be the same for sessions to be put into one table.
struct Terms {
  std::string outcomes;  ///< digest of the file
  double budget_s = 60;
  std::int64_t dqn_steps = 0;  ///< 0: without dqn

  bool operator==(const Terms&) const = default;
};

/// One session on a held-out project.
struct Row {
  std::string policy, family, project;
  std::uint64_t seed = 1;
  bool has_gain = false;
  learn::Score score;
};

class Rows {
 public:
  /// Goes on with a file, or begins one. Errors: conflict, when it is of other terms; invalid; io.
  static Result<Rows> open(const fs::path& path, const Terms& terms);

  bool has(const std::string& family, std::uint64_t seed) const { return done_.contains({family, seed}); }
  /// All sessions of a family and a seed, at once. Errors: io.
  Result<void> add(const std::vector<Row>& rows);
  const std::vector<Row>& all() const { return rows_; }

 private:
  fs::path path_;
  Terms terms_;
  std::string text_;
  std::vector<Row> rows_;
  std::set<std::pair<std::string, std::uint64_t>> done_;
};

/// "velox.regret/1": for each policy the means over projects with their intervals, and the differences between policies.
Json summary_of(const std::vector<Row>& rows, const Terms& terms);

}  // namespace velox::bench
