// SPDX-License-Identifier: Apache-2.0
// Problem: the fewest changed lines between two texts, for files of 100,000 lines too. Idea: Myers' O(ND) algorithm in its
// linear-space form (E. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1986): search from both
// ends for the middle snake, split there. Limits: a region that needs more than kMaxCost edits from each end is taken as
// replaced as a whole, which is correct but not minimal.
#include "velox/source/line_diff.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace velox::source {
namespace {

constexpr int kMaxCost = 4096;

struct Box {
  int left, right;  // lines of `before`
  int top, bottom;  // lines of `after`
};

struct Snake {
  int x_begin, y_begin, x_end, y_end;
};

class Differ {
 public:
  Differ(const std::vector<int>& a, const std::vector<int>& b)
      : a_(a), b_(b), deleted_(a.size()), inserted_(b.size()) {}

  void run() {
    std::vector<Box> open = {{0, static_cast<int>(a_.size()), 0, static_cast<int>(b_.size())}};
    while (!open.empty()) {
      const Box box = trim(open.back());
      open.pop_back();
      if (box.left == box.right || box.top == box.bottom) {
        replace(box);
        continue;
      }
      const auto snake = middle(box);
      if (!snake) {
        replace(box);
        continue;
      }
      open.push_back({snake->x_end, box.right, snake->y_end, box.bottom});
      open.push_back({box.left, snake->x_begin, box.top, snake->y_begin});
    }
  }

  std::vector<LineChange> changes() const {
    std::vector<LineChange> out;
    std::size_t i = 0, j = 0;
    while (i < a_.size() || j < b_.size()) {
      const auto i0 = i, j0 = j;
      while (i < a_.size() && deleted_[i]) ++i;
      while (j < b_.size() && inserted_[j]) ++j;
      if (i > i0 || j > j0) {
        out.push_back({static_cast<std::uint32_t>(i0), static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j0),
                       static_cast<std::uint32_t>(j)});
      }
      if (i < a_.size()) ++i, ++j;
    }
    return out;
  }

 private:
  Box trim(Box box) const {
    while (box.left < box.right && box.top < box.bottom && a_[at(box.left)] == b_[at(box.top)]) ++box.left, ++box.top;
    while (box.left < box.right && box.top < box.bottom && a_[at(box.right - 1)] == b_[at(box.bottom - 1)]) {
      --box.right, --box.bottom;
    }
    return box;
  }

  void replace(const Box& box) {
    std::fill(deleted_.begin() + box.left, deleted_.begin() + box.right, true);
    std::fill(inserted_.begin() + box.top, inserted_.begin() + box.bottom, true);
  }

  // A run of equal lines (or a single step) on a shortest path, about half way; both parts are smaller than the box.
  std::optional<Snake> middle(const Box& box) {
    const int n = box.right - box.left, m = box.bottom - box.top;
    const int delta = n - m;
    const int limit = std::min((n + m + 1) / 2, kMaxCost);
    const std::size_t width = 2 * static_cast<std::size_t>(limit) + 3;
    forward_.assign(width, 0);
    backward_.assign(width, 0);
    const int zero = limit + 1;
    for (int d = 0; d <= limit; ++d) {
      if (auto snake = step_forward(box, d, delta, zero)) return snake;
      if (auto snake = step_backward(box, d, delta, zero)) return snake;
    }
    return std::nullopt;
  }

  // Furthest x on each diagonal k = x - y with d edits from the top left.
  std::optional<Snake> step_forward(const Box& box, int d, int delta, int zero) {
    const int n = box.right - box.left, m = box.bottom - box.top;
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && forward_[at(zero + k - 1)] < forward_[at(zero + k + 1)]);
      int x = d == 0 ? 0 : down ? forward_[at(zero + k + 1)] : forward_[at(zero + k - 1)] + 1;
      int y = x - k;
      const int x0 = x, y0 = y;
      while (x < n && y < m && x >= 0 && y >= 0 && a_[at(box.left + x)] == b_[at(box.top + y)]) ++x, ++y;
      forward_[at(zero + k)] = x;
      const int c = delta - k;
      const bool odd = (delta & 1) != 0;
      if (odd && c >= -(d - 1) && c <= d - 1 && x + backward_[at(zero + c)] >= n) {
        return Snake{box.left + x0, box.top + y0, box.left + x, box.top + y};
      }
    }
    return std::nullopt;
  }

  // The same from the bottom right; x counts backwards.
  std::optional<Snake> step_backward(const Box& box, int d, int delta, int zero) {
    const int n = box.right - box.left, m = box.bottom - box.top;
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && backward_[at(zero + k - 1)] < backward_[at(zero + k + 1)]);
      int x = d == 0 ? 0 : down ? backward_[at(zero + k + 1)] : backward_[at(zero + k - 1)] + 1;
      int y = x - k;
      const int x0 = x, y0 = y;
      while (x < n && y < m && x >= 0 && y >= 0 && a_[at(box.right - 1 - x)] == b_[at(box.bottom - 1 - y)]) ++x, ++y;
      backward_[at(zero + k)] = x;
      const int c = delta - k;
      const bool even = (delta & 1) == 0;
      if (even && c >= -d && c <= d && x + forward_[at(zero + c)] >= n) {
        return Snake{box.right - x, box.bottom - y, box.right - x0, box.bottom - y0};
      }
    }
    return std::nullopt;
  }

  static std::size_t at(int i) { return static_cast<std::size_t>(i); }

  const std::vector<int>& a_;
  const std::vector<int>& b_;
  std::vector<bool> deleted_, inserted_;
  std::vector<int> forward_, backward_;
};

}  // namespace

std::vector<std::string_view> diff_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<LineChange> line_changes(const std::vector<std::string_view>& before,
                                     const std::vector<std::string_view>& after) {
  // What is equal at both ends, which for a small change is nearly all of a file, needs no numbers.
  const auto most = std::min(before.size(), after.size());
  std::size_t lead = 0, tail = 0;
  while (lead < most && before[lead] == after[lead]) ++lead;
  while (tail < most - lead && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  std::unordered_map<std::string_view, int> numbers;
  const auto number = [&](const std::vector<std::string_view>& lines) {
    std::vector<int> out;
    out.reserve(lines.size() - lead - tail);
    for (std::size_t i = lead; i < lines.size() - tail; ++i)
      out.push_back(numbers.try_emplace(lines[i], static_cast<int>(numbers.size())).first->second);
    return out;
  };
  const auto a = number(before);
  const auto b = number(after);
  Differ differ(a, b);
  differ.run();
  auto changes = differ.changes();
  const auto shift = static_cast<std::uint32_t>(lead);
  for (auto& change : changes) {
    change.before_begin += shift, change.before_end += shift;
    change.after_begin += shift, change.after_end += shift;
  }
  return changes;
}

}  // namespace velox::source
