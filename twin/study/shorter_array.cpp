#include "twin/study/shorter_array.h"

#include <algorithm>
#include <limits>

namespace fengsui {

namespace {

// so many changes of one cell per row that is to be saved, and how long a changed cell stays as it is
constexpr std::size_t most_moves = 2000;
constexpr std::size_t rest_of_cell = 4;

struct Move {
  std::size_t row = 0, factor = 0;
  std::uint32_t level = 0;
};

class Search {
 public:
  Search(std::vector<ArrayRow> rows, const Tuples& tuples, const std::vector<bool>& possible,
         const RowAllowed& allowed, std::mt19937_64& bits)
      : rows_(std::move(rows)),
        tuples_(&tuples),
        possible_(&possible),
        allowed_(&allowed),
        bits_(&bits),
        times_(tuples.size(), 0),
        changed_(rows_.size(), std::vector<std::size_t>(tuples.levels().size(), 0)) {
    for (const ArrayRow& row : rows_)
      for (std::size_t group = 0; group < tuples_->groups(); ++group) ++times_[tuples_->in_row(group, row)];
    for (std::size_t tuple = 0; tuple < times_.size(); ++tuple) missing_ += is_missing(tuple);
  }

  // True when nothing is missing any more.
  bool run() {
    for (std::size_t now = rest_of_cell + 1; missing_ > 0; ++now) {
      if (now > most_moves) return false;
      if (const auto move = best_move(now)) {
        set(*move);
        changed_[move->row][move->factor] = now;
      }
    }
    return true;
  }

  std::vector<ArrayRow> rows() && { return std::move(rows_); }

 private:
  bool is_missing(std::size_t tuple) const { return times_[tuple] == 0 && (*possible_)[tuple]; }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>((*bits_)() % count); }

  std::size_t some_missing() {
    std::size_t skip = below(missing_), tuple = 0;
    while (!is_missing(tuple) || skip-- > 0) ++tuple;
    return tuple;
  }

  // how many tuples go missing, less how many are found again
  long change(const Move& move) {
    long change = 0;
    ArrayRow& row = rows_[move.row];
    const std::uint32_t before = row[move.factor];
    for (const std::uint32_t group : tuples_->groups_with(move.factor)) {
      const std::size_t lost = tuples_->in_row(group, row);
      change += times_[lost] == 1 && (*possible_)[lost];
      row[move.factor] = move.level;
      change -= is_missing(tuples_->in_row(group, row));
      row[move.factor] = before;
    }
    return change;
  }

  bool allows(const Move& move) {
    if (!*allowed_) return true;
    ArrayRow row = rows_[move.row];
    row[move.factor] = move.level;
    return (*allowed_)(row);
  }

  void set(const Move& move) {
    missing_ = static_cast<std::size_t>(static_cast<long>(missing_) + change(move));
    ArrayRow& row = rows_[move.row];
    for (const std::uint32_t group : tuples_->groups_with(move.factor)) --times_[tuples_->in_row(group, row)];
    row[move.factor] = move.level;
    for (const std::uint32_t group : tuples_->groups_with(move.factor)) ++times_[tuples_->in_row(group, row)];
  }

  // of the changes of one cell that bring a missing tuple back, or that bring it nearer, the best
  std::optional<Move> best_move(std::size_t now) {
    const std::size_t tuple = some_missing();
    ArrayRow wanted(tuples_->levels().size(), undecided);
    std::size_t group = 0;
    while (group + 1 < tuples_->groups() && tuples_->first(group + 1) <= tuple) ++group;
    tuples_->put(group, tuple, wanted);
    const auto factors = tuples_->factors(group);

    std::vector<Move> best;
    long least = std::numeric_limits<long>::max();
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      std::vector<Move> needed;
      for (const std::uint32_t factor : factors)
        if (rows_[r][factor] != wanted[factor]) needed.push_back({r, factor, wanted[factor]});
      if (needed.size() != 1 || changed_[r][needed[0].factor] + rest_of_cell >= now || !allows(needed[0]))
        continue;
      const long here = change(needed[0]);
      if (here < least) best.clear();
      if (here > least) continue;
      least = here;
      best.push_back(needed[0]);
    }
    if (best.empty()) {
      const std::size_t row = below(rows_.size());
      for (const std::uint32_t factor : factors)
        if (rows_[row][factor] != wanted[factor] && allows({row, factor, wanted[factor]}))
          best.push_back({row, factor, wanted[factor]});
    }
    if (best.empty()) return {};
    return best[below(best.size())];
  }

  std::vector<ArrayRow> rows_;
  const Tuples* tuples_;
  const std::vector<bool>* possible_;
  const RowAllowed* allowed_;
  std::mt19937_64* bits_;
  std::vector<std::uint32_t> times_;
  std::vector<std::vector<std::size_t>> changed_;
  std::size_t missing_ = 0;
};

}  // namespace

void make_shorter(std::vector<ArrayRow>& rows, const Tuples& tuples, const std::vector<bool>& possible,
                  const RowAllowed& allowed, std::mt19937_64& bits) {
  // the last row was made for what was left over: it is the easiest to do without
  while (rows.size() > 1) {
    Search search({rows.begin(), rows.end() - 1}, tuples, possible, allowed, bits);
    if (!search.run()) return;
    rows = std::move(search).rows();
  }
}

}  // namespace fengsui
