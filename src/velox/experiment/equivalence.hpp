// SPDX-License-Identifier: Apache-2.0
// Does B do what A does? Side A is observed first, twice, in two processes with different hash seeds and in opposite
// orders: an input whose two observations differ depends on something that is not the input, can't tell right from wrong, and
// is dropped and counted. B then has to give exactly A's observation, again under both hash seeds and orders.
// Of the made ones every second comes in both processes, which is for order and hashes. A missing answer of B - it dies, hangs, refuses to load - is a difference. In the second process some inputs come again,
// several times in another order, so that what a unit keeps between calls shows.
//
// The two processes run at the same time, the second some inputs behind; a unit that writes files of the project, where the
// two would meet, is observed by one after the other.
//
// Limits: what a unit leaves behind in its module is seen only through later calls of the same process. Made inputs on which
// A runs out of stack or memory are left out: how much it needs of these is no behaviour.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "velox/base/clock.hpp"
#include "velox/experiment/inputs.hpp"
#include "velox/experiment/worker_session.hpp"

namespace velox::experiment {

/// A's behaviour on one input.
struct Expected {
  Input input;
  std::string observation;  ///< canonical text
  double seconds = 0;       ///< CPU or wall time of one call on A, whichever is larger
  bool repeats = true;      ///< A does the same again, later in the same process
};

/// A's behaviour; valid while A stays as it is. Inputs that can't be used are only counted.
struct Reference {
  std::vector<Expected> train;     ///< captured
  std::vector<Expected> held_out;  ///< captured, for the confirmation
  std::vector<Expected> made;      ///< mutated and generated; every third one is kept for the confirmation
  std::vector<Expected> made_held_out;
  std::vector<Expected> varied;     ///< of other types than were seen, where A returns
  std::vector<std::string> params;  ///< names, for messages
  int unstable = 0;                 ///< A disagrees with itself
  int timed_out = 0;
  int unusable = 0;              ///< A's process died on it, or it does not unpickle
  std::set<std::string> opaque;  ///< types that could not be looked into
  bool writes_files = false;     ///< of the project, so that no two processes may be observed at once
  bool cut_short = false;        ///< hardly any input was made, as others had the CPU
  int usable() const { return static_cast<int>(train.size() + made.size()); }
};

struct ReferenceOptions {
  std::uint64_t seed = 0;
  double call_timeout_s = 10;
  int varied = 0;  ///< inputs of other types than were seen, to make from captured ones
  int made = 400;  ///< inputs to make, from captured ones or the signature; fewer of slow units
  std::uint64_t text_bytes = 256ULL << 20;  ///< bound on all observations kept
  Deadline deadline;
};

/// All of several lists.
std::vector<const Expected*> pointers(std::initializer_list<const std::vector<Expected>*> lists);

/// Observes A. The inner fault: A's worker can't load the unit (so calls can't be replayed at all).
Result<Answer<Reference>> build_reference(const WorkerSpec& a, const Inputs& inputs, const ReferenceOptions& options);

/// A's behaviour on inputs made for one candidate: put together from captured inputs and values that B's file (`changed`) names
/// and A's does not. Empty where there are none, or where A can't be run any more.
Result<std::vector<Expected>> observe_against(const WorkerSpec& a, const Reference& known, std::string_view changed,
                                              const ReferenceOptions& options);

/// Whether a text has a number or a quoted text that the other one has not; small numbers do not count. Sees literals as
/// Python's grammar does in all but odd cases, and then says yes.
bool names_new_values(std::string_view changed, std::string_view original);

/// What comparing B with the reference gave.
struct Comparison {
  int captured = 0, generated = 0;        ///< inputs that agreed
  std::optional<std::string> difference;  ///< a sentence part: "returns 3 instead of 4 for input c12 (rows=[1])"
  std::set<std::string> opaque;
  bool out_of_time = false;
};

/// Observes B on these inputs of A's in two fresh processes and compares. Stops at the first difference.
Result<Comparison> compare(const WorkerSpec& b, const std::vector<const Expected*>& inputs, const Reference& known,
                           std::uint64_t seed, Deadline deadline);

/// For candidates that keep state: the calls in the order they happened, each side in one fresh process from a cold start,
/// every observation compared. Calls on which A disagrees with itself (two processes) are not compared.
struct SequenceComparison {
  int agreed = 0;
  int unstable = 0;
  std::optional<std::string> difference;
  std::optional<std::string> unusable;  ///< why A's sequence can't be replayed
  bool out_of_time = false;
};
Result<SequenceComparison> compare_sequence(const WorkerSpec& a, const WorkerSpec& b,
                                            const std::vector<std::string>& pickles, std::uint64_t seed,
                                            Deadline deadline);

}  // namespace velox::experiment
