// SPDX-License-Identifier: Apache-2.0
// What a workload costs and where. Times are seconds, sizes bytes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "velox/model/unit.hpp"

namespace velox::model {

/// Metrics of a workload before a change (medians over `runs`).
struct Baseline {
  double wall_s = 0;
  double cpu_s = 0;
  std::uint64_t peak_rss_bytes = 0;
  int runs = 0;
};

/// A unit with its share of the workload's time.
struct HotSpot {
  UnitId unit;
  std::uint32_t line = 0;
  double own_share = 0;                        ///< 0..1: time whose innermost project frame is this unit
  double cumulative_share = 0;                 ///< 0..1: time with this unit anywhere on the stack
  std::uint64_t calls = 0;                     ///< 0 until capture has counted them
  std::map<std::uint32_t, double> line_share;  ///< own share by source line
};

struct Profile {
  double wall_s = 0;
  double cpu_s = 0;
  std::uint64_t peak_rss_bytes = 0;
  std::uint64_t samples = 0;
  std::vector<HotSpot> spots;         ///< by own share, largest first
  std::vector<std::string> imported;  ///< project files that were loaded, relative to the root
};

/// What was seen of one parameter, local variable or return value at run time. Types are qualified names, counts are observations.
struct ObservedValue {
  std::map<std::string, std::uint64_t> types;
  std::map<std::string, std::uint64_t> elements;  ///< of list/tuple/set/dict keys
  std::map<std::string, std::uint64_t> element_of_elements;
  bool hashable_elements = false;      ///< every element looked at was hashable
  std::vector<std::uint64_t> sizes;    ///< len() at quantiles 0, .5, 1; empty when it has none
  std::vector<std::uint64_t> numbers;  ///< the same of what it was, where it was an int of 0 or more
  bool identity_shared = false;        ///< the same object was seen in two calls or two parameters
};

/// What capture saw of a unit.
struct ObservedUnit {
  UnitId unit;
  std::string kind;  ///< function, generator, coroutine, async_generator
  std::uint64_t calls = 0;
  std::uint64_t raised = 0;
  double repeated = -1;        ///< share of the first calls whose arguments had come before; -1: not known
  std::string not_replayable;  ///< the reason in words; empty when calls can be replayed
  std::map<std::string, ObservedValue> params;
  std::map<std::string, ObservedValue> locals;  ///< local variables when calls ended, and fields of self as "self.name"
  ObservedValue returns;
  std::vector<std::string> tests;  ///< test ids during which the unit ran
};

}  // namespace velox::model
