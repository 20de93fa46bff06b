// SPDX-License-Identifier: Apache-2.0
// Trained policies of a project and which of them is in use: the folder `policy` of its home. Each policy has a folder of its own,
// "dqn-1", with its file, its model card and what is known about it; `promotions` lists what was in use, the last line is; each
// comparison is a line of `comparisons`. Nothing in these files is trusted: what does not hold is as if it were not there.
// Not thread-safe; writes are atomic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/base/json.hpp"

namespace velox::agents {

inline constexpr const char* kDefaultPolicy = "expected";  ///< in use when nothing was promoted

/// What a policy was trained on.
struct TrainedOn {
  std::int64_t sessions = 0;          ///< of this project's own
  std::vector<std::string> projects;  ///< recorded ones, by name: it cannot be examined on them
};

struct TrainedPolicy {
  std::string name;  ///< "dqn-1"
  std::string kind;  ///< "dqn", "bandit"
  std::string made_at;
  std::string sha256;  ///< of its file
  TrainedOn trained_on;
};

/// A policy that came into use.
struct Promotion {
  std::string name;  ///< of a trained one, or of a kind that needs no training
  std::string at;    ///< UTC, ISO 8601
};

/// Two policies on the same recorded projects. `sha256` of a kind without a file is empty.
struct ComparedPolicies {
  std::string challenger, challenger_sha256;
  std::string champion, champion_sha256;
  std::string outcomes_sha256;
  std::size_t projects = 0, seeds = 0, left_out = 0;
  double difference = 0, low = 0, high = 0;  ///< what the challenger is better by, with a 95 % interval
  int wins = 0, losses = 0;                  ///< projects
  bool better = false;                       ///< the gate's answer
  std::string at;
};

/// The object of a comparison in documents; on the shelf it has a "schema" besides.
Json to_json(const ComparedPolicies& compared);

class PolicyShelf {
 public:
  explicit PolicyShelf(fs::path folder) : folder_(std::move(folder)) {}

  /// Oldest first.
  std::vector<TrainedPolicy> trained() const;
  std::optional<TrainedPolicy> find(const std::string& name) const;
  /// The bytes of its file. Errors: not_found, io; invalid when they are not those that were made, or too many.
  Result<std::string> bytes(const TrainedPolicy& policy) const;
  fs::path folder_of(const std::string& name) const { return folder_ / name; }
  fs::path file_of(const TrainedPolicy& policy) const;

  /// Puts a new one on the shelf under the next free name of its kind. Errors: io.
  Result<TrainedPolicy> add(const std::string& kind, std::string_view bytes, std::string_view card,
                            TrainedOn trained_on);

  /// Oldest first; what names no policy is left out.
  std::vector<Promotion> promotions() const;
  /// The one in use.
  std::string promoted() const;
  Result<void> promote(const std::string& name);
  /// Takes the last promotion back; the name of the one that is in use now. Error conflict when nothing was promoted.
  Result<std::string> roll_back();

  std::vector<ComparedPolicies> comparisons() const;  ///< oldest first
  Result<void> add_comparison(const ComparedPolicies& compared);

 private:
  fs::path folder_;
};

/// A kind of policy that can be used without training.
bool needs_no_training(const std::string& kind);
/// "dqn-1".
bool is_name_of_trained(const std::string& name);

}  // namespace velox::agents
